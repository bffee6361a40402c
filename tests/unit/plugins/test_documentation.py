# Copyright (c) 2026 printfleet.canon contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules' documentation says is what the code does."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any, Iterator

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
PLUGINS = "ansible_collections.printfleet.canon.plugins"
MODULES = sorted(path.stem for path in (ROOT / "plugins/modules").glob("canon_*.py"))
GROUP = "printfleet.canon.remote_ui"
KEYWORDS = {"name", "register", "until", "delay", "retries", "when", "check_mode", "diff", "failed_when"}

# Imported once: ansible-test runs each test in a fork.
CODE = {name: importlib.import_module(f"{PLUGINS}.modules.{name}") for name in MODULES}
TASKS = {
    name: importlib.import_module(f"{PLUGINS}.module_utils._tasks.{name.removeprefix('canon_')}") for name in MODULES
}
ACTIONS = {name: importlib.import_module(f"{PLUGINS}.action.{name}").ActionModule for name in MODULES}


def spec_of(module: str) -> Any:
    return TASKS[module].SPEC


def text_of(module: str, name: str) -> Any:
    return yaml.safe_load(getattr(CODE[module], name))


def documented(module: str) -> dict[str, Any]:
    """The documentation with the options and attributes of its fragments."""
    found = text_of(module, "DOCUMENTATION")
    for name in found["extends_documentation_fragment"]:
        file, _dot, variable = name.removeprefix("printfleet.canon.").partition(".")
        fragment = importlib.import_module(f"{PLUGINS}.doc_fragments.{file}").ModuleDocFragment
        for key, entries in yaml.safe_load(getattr(fragment, variable.upper() or "DOCUMENTATION")).items():
            if isinstance(entries, dict):
                own = found.setdefault(key, {})
                twice = set(own) & set(entries) if key == "options" else set()
                assert not twice, f"{twice} documented twice"
                own.update({entry: {**text, **own.get(entry, {})} for entry, text in entries.items()})
    return found


def outline(options: dict[str, Any], sub: str) -> dict[str, Any]:
    """Of options only what documentation and spec both have; `sub` is the key of the options inside an option."""
    return {
        name: {
            "type": option.get("type", "str"),
            "elements": option.get("elements"),
            "required": option.get("required", False),
            "default": option.get("default"),
            "choices": option.get("choices"),
            "aliases": sorted(option.get("aliases", [])),
            "options": outline(option.get(sub) or {}, sub),
        }
        for name, option in options.items()
    }


def tasks_of(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The tasks of examples: tasks, or whole plays."""
    for entry in entries:
        blocks = [entry[key] for key in ("tasks", "block", "rescue", "always") if key in entry]
        if not blocks:
            yield entry
        for block in blocks:
            yield from tasks_of(block)


def uses(module: str) -> list[tuple[str, dict[str, Any]]]:
    """(module, options) of each task of our own in the examples of a module."""
    return [
        (key.removeprefix("printfleet.canon."), options or {})
        for task in tasks_of(text_of(module, "EXAMPLES"))
        for key, options in task.items()
        if key.startswith("printfleet.canon.")
    ]


def test_there_are_modules() -> None:
    assert len(MODULES) >= 5


@pytest.mark.parametrize("module", MODULES)
def test_options_are_documented_as_they_are(module: str) -> None:
    assert outline(documented(module)["options"], "suboptions") == outline(spec_of(module).options, "options")


@pytest.mark.parametrize("module", MODULES)
def test_every_option_is_explained(module: str) -> None:
    assert [name for name, option in documented(module)["options"].items() if not option.get("description")] == []


@pytest.mark.parametrize("module", MODULES)
def test_options_that_hold_a_secret_are_not_logged(module: str) -> None:
    open_options = {name for name, option in spec_of(module).options.items() if not option.get("no_log")}
    assert {name for name in open_options if name.endswith("password")} <= {"clear_password"}


def test_the_action_group_has_every_module_and_no_other() -> None:
    groups = yaml.safe_load((ROOT / "meta/runtime.yml").read_text(encoding="utf-8"))["action_groups"]
    assert sorted(groups["remote_ui"]) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_attributes_are_complete(module: str) -> None:
    attributes = documented(module)["attributes"]
    assert attributes["action_group"]["membership"] == [GROUP]
    assert {"action", "async", "check_mode", "delegation", "diff_mode", "idempotent", "platform"} <= set(attributes)
    assert [name for name, text in attributes.items() if "description" not in text or "support" not in text] == []
    assert attributes["check_mode"]["support"] == "full"


@pytest.mark.parametrize("module", MODULES)
def test_an_action_plugin_of_the_same_name_does_the_same_work(module: str) -> None:
    assert ACTIONS[module].task is TASKS[module]


def test_no_action_plugin_is_without_a_module() -> None:
    assert sorted(path.stem for path in (ROOT / "plugins/action").glob("canon_*.py")) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_examples_use_options_that_exist(module: str) -> None:
    assert module in [name for name, _options in uses(module)]
    for name, options in uses(module):
        known = {key for option, text in spec_of(name).options.items() for key in (option, *text.get("aliases", []))}
        assert set(options) <= known, name
        for option, value in options.items():
            choices = spec_of(name).options.get(option, {}).get("choices")
            assert not choices or set(value if isinstance(value, list) else [value]) <= set(choices), (name, option)


@pytest.mark.parametrize("module", MODULES)
def test_examples_give_arguments_that_pass_the_checks(module: str) -> None:
    for name, options in uses(module):
        task = TASKS[name]
        defaults = {option: text.get("default") for option, text in task.SPEC.options.items()}
        plain = {option: value for option, value in options.items() if "{{" not in str(value)}
        assert task.check({**defaults, **plain}) == [], (name, options)
        for pair in task.SPEC.mutually_exclusive:
            assert len(set(pair) & set(options)) < 2, (name, pair)


@pytest.mark.parametrize("module", MODULES)
def test_examples_hold_no_secret(module: str) -> None:
    for name, options in uses(module):
        literal = [option for option in spec_of(name).secrets() if option in options and "{{" not in options[option]]
        assert literal == [], name


@pytest.mark.parametrize("module", MODULES)
def test_examples_have_names_and_full_module_names(module: str) -> None:
    for task in tasks_of(text_of(module, "EXAMPLES")):
        assert task.get("name"), task
        assert len([key for key in task if key not in KEYWORDS and key.count(".") == 2]) == 1, task


def undescribed(entries: dict[str, Any], path: str = "") -> Iterator[str]:
    for name, entry in entries.items():
        if not entry.get("description") or "type" not in entry or not {"sample", "contains"} & set(entry):
            yield path + name
        yield from undescribed(entry.get("contains", {}), f"{path}{name}.")


@pytest.mark.parametrize("module", MODULES)
def test_results_have_type_description_and_sample(module: str) -> None:
    assert list(undescribed(text_of(module, "RETURN"))) == []
