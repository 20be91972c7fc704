"""`python -m endcap` is `endcap`."""

import sys

from endcap.cli import main

sys.exit(main())
