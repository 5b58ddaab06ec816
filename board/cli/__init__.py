"""The command line: read arguments, call one service, print, exit with a code (PRODUCT 4)."""
