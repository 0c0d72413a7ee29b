"""The shared server; tests that break a server run after all tests that share one."""

from __future__ import annotations

from typing import Iterator, List

import pytest

from tests.server import bediening


def pytest_collection_modifyitems(items: List[pytest.Item]) -> None:
    items.sort(key=lambda item: "test_kapot" in item.nodeid)  # stable: the rest keeps its order


@pytest.fixture
def server() -> Iterator[bediening.Server]:
    yield bediening.shared()
