"""A database that does not keep on disk what it has acknowledged (SUB-07, SUB-08)."""

from boernestemme.domain.errors import SettingsMissing


class UnsafeDatabase(SettingsMissing):
    """The database may lose what it has acknowledged; nobody is thanked on such a promise.

    Attributes:
        setting: the name of the database's own setting.
    """

    def __init__(self, setting: str, value: str) -> None:
        super().__init__(
            f"the database's setting {setting} is {value!r}: "
            "an answer that was received could be lost; set it to what is safe, for its roles too"
        )
        self.setting = setting
