"""Start the project of the current folder at a moment that does not pass.

python snapshot.py FOLDER PRODUCTS
"""

import os
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import django
import time_machine

MOMENT = datetime(2026, 11, 16, 9, 30, tzinfo=ZoneInfo("Asia/Jakarta"))

if __name__ == "__main__":
    sys.path.insert(0, os.getcwd())
    with time_machine.travel(MOMENT, tick=False):
        django.setup()
        write_answers = import_module("answers").write_answers
        write_answers(Path(sys.argv[1]), int(sys.argv[2]))
