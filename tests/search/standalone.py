"""Where tests/conftest.py gives no `built_site`: `pytest -p tests.search.standalone`.

Takes the built site from the variable KB_SITE.
"""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def built_site() -> Path:
    return Path(os.environ["KB_SITE"])
