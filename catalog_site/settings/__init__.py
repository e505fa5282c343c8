"""Settings: ``demo`` (the default), ``test`` and ``production``, over ``base``."""
