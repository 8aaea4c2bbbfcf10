"""What every test has: a home of its own for data and keys, and no way out to the network."""

import os
import tempfile

os.environ["HONOURS_HOME"] = tempfile.mkdtemp(prefix="honours-tests-")
