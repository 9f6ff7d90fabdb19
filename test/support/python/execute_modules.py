"""Executes generated registry projects and prints what they bind, one line of JSON for each line of input.

Input: {"modules": {path: text}, "registry": path, "package": name, "flag": bool, "name": str}.
Output: {"error": str | null, "tables": {name: value}}; a value is tagged, so that nothing is lost that JSON lacks.
"""

import contextlib
import importlib.abc
import importlib.util
import io
import json
import os
import sys
import types

sys.dont_write_bytecode = True
sys.setrecursionlimit(400)

TABLES = (
    "STEP_NAMES",
    "WORKSPACE_STEPS",
    "LOCAL_STEPS",
    "STEP_OVERRIDES",
    "WORKSPACE_METADATA",
    "_EXTRAS",
    "HYPERPARAMETER_REGISTRY",
    "LEGACY_ALIASES",
)


def encode(value, depth=0):
    if depth > 60:
        return {"t": "deep"}
    if value is None or isinstance(value, bool):
        return value
    if type(value) is str:
        return value
    if type(value) is int:
        return {"t": "int", "v": str(value)}
    if type(value) is float:
        return {"t": "float", "v": repr(value)}
    if type(value) in (list, tuple):
        return {"t": "list", "v": [encode(item, depth + 1) for item in value]}
    if isinstance(value, dict):
        pairs = [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in value.items()]
        return {"t": "dict", "v": pairs}
    return {"t": "other", "v": type(value).__name__}


def change(value, depth=0):
    """Changes a container and everything inside it, as foreign code may."""
    if depth > 3:
        return
    if isinstance(value, dict):
        for inner in list(value.values()):
            change(inner, depth + 1)
        value["Touched"] = {"by": "vendor"}
        value["config_class"] = "Touched"
        value.pop("Alpha", None)
    elif isinstance(value, list):
        for inner in list(value):
            change(inner, depth + 1)
        value.append("touched")
    elif isinstance(value, tuple):
        for inner in value:
            change(inner, depth + 1)


class Box(dict):
    def __init__(self):
        self.items = []

    def go(self):
        for function in VENDOR.later_functions:
            function()

    def __len__(self):
        self.go()
        return 1

    def __iadd__(self, other):
        change(other)
        return self

    def __or__(self, other):
        change(other)
        return {}


class Sink:
    def write(self, text):
        return len(text)


class Failure(Exception):
    pass


def make_vendor(flag, name):
    vendor = types.ModuleType("vendor")
    kept, functions, hooks = [], [], []
    vendor.FLAG, vendor.NAME = flag, name
    vendor.TABLE = {"Beta": {"from": "vendor"}, "Vendor": {"x": [1]}}
    vendor.later_functions = functions
    vendor.Failure = Failure
    vendor.box = Box()
    vendor.sink = Sink()
    vendor.flag = lambda: flag
    vendor.one = lambda: 1 if flag else 0
    vendor.soon = lambda counter=iter([flag, True, True, True, True, True, True, True]): next(counter, True)
    vendor.text = lambda: name
    vendor.names = lambda: ["Alpha", "Beta", name] if flag else ([name] if name else [])
    vendor.entry = lambda: {"config_class": name, "vendor": True}
    vendor.table = lambda: {"Beta": {"from": "vendor"}, name: {}} if flag else {}
    vendor.identity = lambda x=None, *rest: x
    vendor.noop = lambda *args, **kwargs: None
    vendor.copy_of = dict
    vendor.dict_maker = lambda **kwargs: {"Made": kwargs}

    def touch(*args, **kwargs):
        for value in (*args, *kwargs.values()):
            change(value)

    def touch_inside(value):
        change(value)

    def keep(value):
        kept.append(value)
        return value

    def poke():
        for value in kept:
            change(value)
        for value in (getattr(vendor.box, "value", None), list(vendor.box.items), dict(vendor.box)):
            change(value)

    def later(function):
        functions.append(function)
        return function

    def run_later():
        for function in functions:
            function()

    def fail_perhaps():
        if flag:
            raise ImportError("vendor")

    def meddle(namespace):
        namespace["LOCAL_STEPS"] = {"Meddled": 1}

    def run(coroutine):
        try:
            coroutine.send(None)
        except StopIteration:
            pass

    class Base:
        def __init_subclass__(cls):
            hooks.append(cls)

    def run_hooks():
        for cls in hooks:
            if hasattr(cls, "hook"):
                cls().hook()

    @contextlib.contextmanager
    def holding(value):
        yield value
        change(value)

    class suppressing:
        def __enter__(self):
            return self

        def __exit__(self, *details):
            return True

    vendor.touch, vendor.touch_inside, vendor.keep, vendor.poke = touch, touch_inside, keep, poke
    vendor.later, vendor.run_later, vendor.fail_perhaps = later, run_later, fail_perhaps
    vendor.meddle, vendor.run, vendor.Base = meddle, run, Base
    vendor.run_hooks, vendor.holding, vendor.suppressing = run_hooks, holding, suppressing
    vendor.call = lambda function, *args: function(*args)
    vendor.wrap = lambda value: [value]
    vendor.consume = lambda iterator: [change(x) for x in iterator]
    return vendor


class MemoryImporter(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves the modules of one project from memory under the name of its package."""

    def __init__(self, modules, package):
        self.sources = {}
        top = package.split(".")[0]
        for path, text in modules.items():
            dotted = path.replace("/", ".")
            if top != "src":
                dotted = dotted.split(".", 1)[1]
            is_package = dotted.endswith(".__init__")
            if is_package:
                dotted = dotted[: -len(".__init__")]
            self.sources[dotted] = (text, is_package)
        for dotted in list(self.sources):
            parts = dotted.split(".")
            for end in range(1, len(parts)):
                self.sources.setdefault(".".join(parts[:end]), ("", True))

    def find_spec(self, name, path=None, target=None):
        if name not in self.sources:
            return None
        return importlib.util.spec_from_loader(name, self, is_package=self.sources[name][1])

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        text, _ = self.sources[module.__name__]
        exec(compile(text, module.__name__, "exec"), module.__dict__)


def execute(project):
    global VENDOR
    VENDOR = make_vendor(project["flag"], project["name"])
    star = types.ModuleType("vendor_star")
    star.LOCAL_STEPS, star.TEXT_1 = {"Star": 1}, "star"
    importer = MemoryImporter(project["modules"], project["package"])
    before = set(sys.modules)
    sys.modules["vendor"], sys.modules["vendor_star"] = VENDOR, star
    os.environ["CURSUS_A"], os.environ["CURSUS_B"] = project["name"], "b"
    os.environ["CURSUS_FLAG"] = "1" if project["flag"] else ""
    sys.meta_path.insert(0, importer)
    name = project["registry"].replace("/", ".")
    if not project["package"].startswith("src"):
        name = name.split(".", 1)[1]
    error = None
    namespace = {}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            namespace = vars(importlib.import_module(name))
    except BaseException as caught:  # noqa: BLE001 - a generated module may raise anything
        error = f"{type(caught).__name__}: {caught}"
    finally:
        sys.meta_path.remove(importer)
        for added in set(sys.modules) - before:
            del sys.modules[added]
    tables = {table: encode(namespace[table]) for table in TABLES if table in namespace}
    return {"error": error, "tables": tables}


def main():
    import warnings

    warnings.simplefilter("ignore")
    for line in sys.stdin:
        print(json.dumps(execute(json.loads(line))), flush=False)


main()
