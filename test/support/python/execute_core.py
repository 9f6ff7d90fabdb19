"""Prints the core registry of a checkout of cursus as its own code builds it, as JSON: {"error": str | null, "steps": {...}}.

Only the modules that build the table are executed, each for itself: importing the whole package needs what it needs in
production. Usage: execute_core.py CHECKOUT
"""

import importlib.util
import json
import pathlib
import sys
import types

sys.dont_write_bytecode = True


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def build(checkout):
    package = checkout / "src" / "cursus"
    for name in ("registry", "steps/registry"):
        folder = package / name
        if (folder / "interface_registry_loader.py").exists():
            stub = types.ModuleType("cursus_registry")
            stub.__path__ = [str(folder)]
            sys.modules["cursus_registry"] = stub
            loader = load("cursus_registry.interface_registry_loader", folder / "interface_registry_loader.py")
            return loader.build_registry_from_interfaces(package / "steps" / "interfaces")
        for file in ("step_names_original.py", "step_names.py"):
            if (folder / file).exists():
                return load("step_names", folder / file).STEP_NAMES
    raise FileNotFoundError("no core registry")


def main():
    try:
        steps, error = build(pathlib.Path(sys.argv[1])), None
    except BaseException as caught:  # noqa: BLE001 - whatever keeps the runtime from having a registry
        steps, error = {}, f"{type(caught).__name__}: {caught}"
    print(json.dumps({"error": error, "steps": steps}, default=str))


main()
