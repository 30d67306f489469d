"""What pages and API of the commons share: the opened commons, its addresses, the filters of its matrix."""
