from ninja import NinjaAPI

api = NinjaAPI(title="Katalog Alkes Dalam Negeri", version="1")
