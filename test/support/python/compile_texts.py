"""Says for each text whether CPython compiles it.

Reads one JSON string per line from standard input and writes one JSON value per line: null, or why it is refused.
"""

import json
import sys
import warnings

warnings.simplefilter("ignore")

for line in sys.stdin:
    try:
        compile(json.loads(line).encode("utf-8", "surrogatepass"), "text", "exec", dont_inherit=True)
        reason = None
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError) as error:
        reason = f"{type(error).__name__}: {error}"
    json.dump(reason, sys.stdout)
    sys.stdout.write("\n")
