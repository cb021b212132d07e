"""What `bin/demo` runs once its environment stands."""

import sys

from infra.embedded.demo.options import parse
from infra.embedded.demo.run import run

if __name__ == "__main__":
    sys.exit(run(parse()))
