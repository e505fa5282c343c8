"""What of the read model is forgotten, and after how long."""

from core.upkeep import register_upkeep
from readmodel.tasks import forget_tasks

register_upkeep("index tasks", forget_tasks)
