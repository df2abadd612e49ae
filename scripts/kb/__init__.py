"""The generator of the handbook; `python3 scripts/kb COMMAND` is its door."""
