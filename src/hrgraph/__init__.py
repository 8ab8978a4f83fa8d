"""hrgraph: a knowledge graph of human-rights actors, treaties and recommendations.

Importing this package reads no file and loads no engine; each stage is imported where it is used.
"""

__version__ = "0.1.0"
