"""Takes values from docs/data into the pages, as the handbook does with its claims."""

import tomllib
from pathlib import Path
from typing import Any

VALUES = tomllib.loads((Path(__file__).parent / "docs/data/values.toml").read_text("utf-8"))


def on_page_markdown(markdown: str, **_: Any) -> str:
    for name, value in VALUES.items():
        markdown = markdown.replace(f"[[{name}]]", value)
    return markdown
