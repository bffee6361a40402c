# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules return from a printer is what their documentation says they return."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any, Iterator

import pytest
import yaml

from .conftest import Fleets, Runner
from .playbooks import Run, Task, task

MODULES = ["canon_info", "canon_oauth", "canon_session", "canon_smtp", "canon_token_status"]
OF_ANSIBLE = {"changed", "failed", "msg", "warnings", "deprecations", "exception", "invocation", "attempts"}
TYPES = {"str": str, "bool": bool, "int": int, "list": list, "dict": dict}
PRINTER = "print-01"
ON = {"enabled": True, "tenant": "contoso.onmicrosoft.com"}
IGNORE = {"keywords": {"ignore_errors": True}}
SHOWN = {"keywords": {"diff": True}}
PREVIEW = {"keywords": {"check_mode": True, "diff": True}}

WAIT_FAILED = "wait failed"
"""The task that saves its settings and fails then."""

TASKS: list[tuple[str, Task]] = [
    ("canon_info", task("all facts", "canon_info")),
    ("canon_info", task("portal only", "canon_info", gather_subset=["device"])),
    ("canon_info", task("login not allowed", "canon_info", login_method="none", keep_session=False, **IGNORE)),
    ("canon_smtp", task("mail to come", "canon_smtp", port=2525, smtp_password="not-used-anywhere", **PREVIEW)),
    ("canon_smtp", task("mail", "canon_smtp", port=2525, smtp_auth=False, **SHOWN)),
    ("canon_smtp", task("mail again", "canon_smtp", port=2525, smtp_auth=False, **SHOWN)),
    ("canon_smtp", task("mail refused", "canon_smtp", server="two words", **IGNORE)),
    ("canon_oauth", task("oauth to come", "canon_oauth", **ON, **PREVIEW)),
    ("canon_oauth", task("oauth", "canon_oauth", register="oauth", **ON, **SHOWN)),
    ("canon_oauth", task("oauth again", "canon_oauth", **ON, **SHOWN)),
    (
        "canon_token_status",
        task(
            "code",
            "canon_token_status",
            after_save="{{ oauth.saved }}",
            register="token",
            keywords={"until": "token.user_code_valid", "delay": 0.3, "retries": 30},
        ),
    ),
    ("canon_oauth", task("new code", "canon_oauth", renew_code=True, **SHOWN)),
    ("canon_oauth", task("oauth refused", "canon_oauth", enabled=False, renew_code=True, **IGNORE)),
    ("canon_oauth", task("waited", "canon_oauth", wait="connection", connect_timeout=30, poll_interval=0.3, **SHOWN)),
    (
        "canon_oauth",
        task(
            WAIT_FAILED,
            "canon_oauth",
            endpoint="https://login.nowhere.example/contoso.com/oauth2/v2.0",
            wait="connection",
            connect_timeout=1,
            poll_interval=0.2,
            keywords={"ignore_errors": True, "diff": True},
        ),
    ),
    ("canon_token_status", task("status refused", "canon_token_status", timeout=0, **IGNORE)),
    ("canon_info", task("facts with oauth", "canon_info", gather_subset=["oauth"])),
    ("canon_info", task("sent jobs", "canon_info", gather_subset=["sends"])),
    ("canon_session", task("log out", "canon_session")),
    ("canon_session", task("session refused", "canon_session", timeout=0, **IGNORE)),
]


def returned(module: str) -> dict[str, Any]:
    """The documented results of a module."""
    plugin = importlib.import_module(f"ansible_collections.printfleet.canon.plugins.modules.{module}")
    return yaml.safe_load(plugin.RETURN)


@pytest.fixture(scope="module")
def run(fleets: Fleets, ansible_for: Runner) -> Run:
    fleet = fleets("values", "--count", "1", "--profiles", "dx_user_tls")
    fleet.control.scan(PRINTER)
    tasks = [one for _module, one in TASKS]
    return ansible_for(fleet).run(tasks, module_defaults={"group/printfleet.canon.remote_ui": {"keep_session": True}})


@dataclass(frozen=True)
class Seen:
    """What one task of a module returned."""

    module: str
    result: dict[str, Any]
    failed: bool


def look(run: Run, module: str, one: Task) -> Seen:
    event = run.of(PRINTER, one["name"])
    result = {key: value for key, value in event["result"].items() if not key.startswith("_ansible_")}
    return Seen(module, result, event["status"] != "ok")


@pytest.fixture(params=TASKS, ids=[one["name"] for _module, one in TASKS])
def seen(request: pytest.FixtureRequest, run: Run) -> Seen:
    module, one = request.param
    found = look(run, module, one)
    assert found.failed is bool(one.get("ignore_errors")), found
    return found


def differences(value: Any, entry: dict[str, Any], path: str) -> Iterator[str]:
    """Where a value is not what its documentation says; null may stand for everything."""
    if value is None:
        return
    if not isinstance(value, TYPES[entry["type"]]) or isinstance(value, bool) is not (entry["type"] == "bool"):
        yield f"{path} is {value!r}, documented as {entry['type']}"
    elif "contains" in entry and isinstance(value, list):
        for item in value:
            yield from differences(item, {"type": "dict", "contains": entry["contains"]}, path)
    elif "contains" in entry:
        yield from (f"{path}.{key} is not documented" for key in sorted(set(value) - set(entry["contains"])))
        for key, inner in entry["contains"].items():
            if key in value:
                yield from differences(value[key], inner, f"{path}.{key}")
            elif "returned" not in inner:
                yield f"{path}.{key} is documented and was not returned"


def test_every_task_ran(run: Run) -> None:
    assert run.code == 0, run.output
    assert {module for module, _task in TASKS} == set(MODULES)


def test_every_key_is_documented(seen: Seen) -> None:
    assert set(seen.result) - OF_ANSIBLE <= set(returned(seen.module))


def test_every_documented_key_is_there(seen: Seen) -> None:
    wanted = "failure" if seen.failed else "success"
    assert {key for key, entry in returned(seen.module).items() if entry["returned"].startswith(wanted)} <= set(
        seen.result
    )


@pytest.mark.parametrize("name", ["waited", WAIT_FAILED])
def test_what_a_wait_returns_is_documented_for_its_end(name: str, run: Run) -> None:
    entries, result = returned("canon_oauth"), run.result(PRINTER, name)
    failed = name == WAIT_FAILED
    ends = (
        "with O(wait), also",
        "success, and where only the wait failed",
        "success, where only the wait failed",
        "in diff mode",
    )
    ends += ("failure",) if failed else ("with O(wait), where it did not fail",)
    wanted = {key for key, entry in entries.items() if entry["returned"].startswith(ends)}
    assert set(result) & set(entries) == wanted
    assert set(result["status"]) == set(entries["status"]["sample"])
    if failed:
        assert "where the wait failed" in " ".join(entries["saved"]["description"]) and result["saved"] is None
        assert result["changed"] and set(result["changes"]) == {"endpoint"}
        assert (result["status"]["user_code"], result["status"]["message"]) == (None, None)


def test_values_are_what_the_documentation_says(seen: Seen) -> None:
    entries = returned(seen.module)
    assert [
        text for key, value in seen.result.items() if key in entries for text in differences(value, entries[key], key)
    ] == []


def test_settings_have_the_keys_of_their_sample(seen: Seen) -> None:
    for key in {"settings", "previous", "saved"} & set(seen.result):
        assert seen.result[key] is None or set(seen.result[key]) == set(returned(seen.module)[key]["sample"]), key


def test_an_error_has_the_documented_parts(seen: Seen) -> None:
    assert ("error" in seen.result) is seen.failed
    if seen.failed:
        assert list(differences(seen.result["error"], returned("canon_info")["error"], "error")) == []


def test_error_kinds_are_documented() -> None:
    errors = importlib.import_module("ansible_collections.printfleet.canon.plugins.module_utils._remote_ui.errors")
    family = [
        error for error in vars(errors).values() if isinstance(error, type) and issubclass(error, errors.RemoteUIError)
    ]
    text = " ".join(returned("canon_info")["error"]["contains"]["kind"]["description"])
    kinds = {error.kind for error in family} - {errors.RemoteUIError.kind} | {"defect"}
    assert len(kinds) > 10
    assert [kind for kind in sorted(kinds) if f"V({kind})" not in text] == []


def test_mail_and_oauth_of_the_facts_are_those_of_their_own_modules(run: Run) -> None:
    contains = returned("canon_info")["printer"]["contains"]
    printer = run.result(PRINTER, "all facts")["printer"]
    for part in ("mail", "oauth"):
        assert set(printer[part]) == set(contains[part]["sample"])
    assert set(printer["mail"]) == set(run.result(PRINTER, "mail")["settings"])
    status = set(returned("canon_token_status")) - {"fresh", "error"}
    assert set(printer["oauth"]) == status | set(run.result(PRINTER, "oauth")["settings"])


@pytest.mark.parametrize("name", ["oauth", "mail"])
def test_the_sample_of_a_diff_has_the_form_of_a_diff(name: str, run: Run) -> None:
    module = next(module for module, one in TASKS if one["name"] == name)
    assert set(run.result(PRINTER, name)["diff"]) == set(returned(module)["diff"]["sample"])


def test_a_sent_job_has_the_documented_parts(run: Run) -> None:
    (job,) = run.result(PRINTER, "sent jobs")["printer"]["sends"]
    sends = returned("canon_info")["printer"]["contains"]["sends"]
    assert set(job) == set(sends["contains"]) == set(sends["sample"][0])
