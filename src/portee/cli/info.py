"""portee info: what a network holds."""

from __future__ import annotations

from portee.cli.grouped import expand
from portee.cli.options import CommonOptions, NetworkArgument
from portee.cli.output import Output

__all__ = ["info"]


@expand
def info(network: NetworkArgument, common: CommonOptions) -> None:
    """Show what a network holds: streets, stops, service by date, warnings, sources.

    Example: portee info marseille
    """
    out = Output(common)
    from portee.cli.told import tell_info
    from portee.services.describe import describe_network

    description = describe_network(network)
    tell_info(out, description)
    out.result(description.to_dict())
