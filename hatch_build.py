"""While the Python package is built, the scripts of its pages are: nobody needs Node to install Portée."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SKIP = "PORTEE_SKIP_FRONTEND"


class FrontendBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Builds frontend/ into src/portee/web/static/built, for wheels and for editable installs."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers files; `version` is "standard" or "editable"."""
        del version, build_data
        if os.environ.get(SKIP, "") not in ("", "0"):
            self.app.display_warning(f"{SKIP} is set: pages will have no map and say so.")
            return
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location("portee_frontend_build", root / "frontend" / "build.py")
        assert spec is not None
        assert spec.loader is not None
        frontend = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(frontend)
        try:
            frontend.build(root)
        except frontend.FrontendError as problem:
            sys.exit(f"Portée: {problem}")
