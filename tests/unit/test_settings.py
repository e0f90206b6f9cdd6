"""Settings from the environment: what the site must not start with."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobboard.settings import Settings, UnsafeSettings


def read(folder: Path, **environ: str) -> Settings:
    return Settings.from_env({"DATA_DIR": str(folder), **environ})


@pytest.mark.parametrize("address", ["https://jobs.example.org", "http://10.0.0.7", "http://[::2]"])
def test_nobody_publishes_the_demo_by_forgetting_a_setting(tmp_path: Path, address: str) -> None:
    with pytest.raises(UnsafeSettings, match="ENVIRONMENT must be set"):
        read(tmp_path, BASE_URL=address)
    assert read(tmp_path, BASE_URL=address, ENVIRONMENT="demo").is_demo


@pytest.mark.parametrize(
    "address", ["", "http://localhost:8000", "http://127.0.0.1:9000", "http://[::1]:9000"]
)
def test_a_first_look_needs_no_settings(tmp_path: Path, address: str) -> None:
    assert read(tmp_path, BASE_URL=address).is_demo


@pytest.mark.parametrize(
    ("environment", "required"), [("demo", False), ("test", False), ("development", True)]
)
def test_only_the_demo_and_tests_go_without_a_second_factor(
    tmp_path: Path, environment: str, required: bool
) -> None:
    assert read(tmp_path, ENVIRONMENT=environment).second_factor_required is required
