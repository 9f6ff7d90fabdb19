"""Truth about Python files, for the referee: CPython's own tokenize and ast.

Reads one path per line from standard input and writes one JSON object per line:
UTF-16 offsets of every string literal, class and module-level dict display.
"""

import ast
import json
import re
import sys
import tokenize
import warnings

warnings.simplefilter("ignore")


class Offsets:
    """Translates (line, column) to UTF-16 offsets into the text."""

    def __init__(self, text):
        self.lines = split_lines(text)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + utf16(line))

    def of_characters(self, line, column):
        prefix = self.lines[line - 1][:column] if line <= len(self.lines) else ""
        return self.starts[line - 1] + utf16(prefix)

    def of_bytes(self, line, column):
        encoded = self.lines[line - 1].encode("utf-8", "surrogatepass")[:column]
        return self.starts[line - 1] + utf16(encoded.decode("utf-8", "surrogatepass"))


def split_lines(text):
    """Line ends as Python source has them: not the others that str.splitlines knows."""
    return [line for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text) if line]


def readline_of(lines):
    """Lines as tokenize wants them: it does not know a lone carriage return."""
    remaining = iter(lines)

    def readline():
        line = next(remaining, "")
        return line[:-1] + "\n" if line.endswith("\r") else line

    return readline


def utf16(text):
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def layout(text, offsets):
    """Strings, and the logical structure: newline, indent and dedent tokens with what they follow."""
    strings = []
    structure = []
    string_types = {tokenize.STRING}
    depth = 0
    start = getattr(tokenize, "FSTRING_START", -1), getattr(tokenize, "TSTRING_START", -1)
    end = getattr(tokenize, "FSTRING_END", -1), getattr(tokenize, "TSTRING_END", -1)
    opened = 0
    for token in tokenize.generate_tokens(readline_of(offsets.lines)):
        if token.type in start:
            if depth == 0:
                opened = offsets.of_characters(*token.start)
            depth += 1
        elif token.type in end:
            depth -= 1
            if depth == 0:
                strings.append([opened, offsets.of_characters(*token.end)])
        elif depth == 0 and token.type in string_types:
            strings.append(
                [offsets.of_characters(*token.start), offsets.of_characters(*token.end)]
            )
        elif depth == 0 and token.type == tokenize.NEWLINE:
            structure.append(offsets.of_characters(*token.start))
        elif token.type == tokenize.INDENT:
            structure.append(-1)
        elif token.type == tokenize.DEDENT:
            structure.append(-2)
    return strings, structure


def span(node, offsets):
    return [
        offsets.of_bytes(node.lineno, node.col_offset),
        offsets.of_bytes(node.end_lineno, node.end_col_offset),
    ]


def dict_tables(tree, offsets):
    tables = []
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
        elif isinstance(statement, ast.AnnAssign):
            target = statement.target
        else:
            continue
        if not isinstance(target, ast.Name) or not isinstance(statement.value, ast.Dict):
            continue
        keys = [
            [key.value, span(key, offsets), span(value, offsets)]
            for key, value in zip(statement.value.keys, statement.value.values)
            if isinstance(key, ast.Constant) and isinstance(key.value, str)
        ]
        tables.append([target.id, span(statement.value, offsets), keys])
    return tables


def examine(path):
    with open(path, "rb") as file:
        text = file.read().decode("utf-8")
    text = text.removeprefix("\ufeff")
    try:
        tree = ast.parse(text.encode("utf-8", "surrogatepass"))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"error": str(error)}
    offsets = Offsets(text)
    strings, structure = layout(text, offsets)
    classes = [
        [node.name, *span(node, offsets)]
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    values = sorted(
        [*span(node, offsets), node.value]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {
        "strings": strings,
        "structure": structure,
        "classes": sorted(classes, key=lambda row: row[1]),
        "values": [[start, end, value] for start, end, value in values],
        "tables": dict_tables(tree, offsets),
    }


for line in sys.stdin:
    json.dump(examine(line.rstrip("\n")), sys.stdout)
    sys.stdout.write("\n")
    sys.stdout.flush()
