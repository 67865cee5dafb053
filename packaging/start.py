"""Where the frozen program starts; it takes the same words as `action-explorer`, `sandbox` among them."""

import sys

from explorer.__main__ import main

sys.exit(main())
