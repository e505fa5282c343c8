# The catalogue: web process, indexer and every command of manage.py.
# docker build --tag katalog-alkes .
FROM python:3.11-slim-bookworm AS packages

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.txt /tmp/
# Nothing is installed whose content is not the one that was pinned.
RUN python -m venv /srv/python \
    && /srv/python/bin/pip install --require-hashes --requirement /tmp/requirements.txt

FROM python:3.11-slim-bookworm

ENV PATH=/srv/python/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=catalog_site.settings.production \
    MEDIA_ROOT=/srv/media \
    LKPP_SIGNING_KEYS=/srv/keys \
    SEARCH_INDEX_DIR=/srv/index \
    STATIC_ROOT=/srv/static
RUN useradd --system --uid 10001 --home-dir /srv --shell /usr/sbin/nologin katalog \
    && install --directory --owner katalog /srv/media /srv/keys /srv/index
COPY --from=packages /srv/python /srv/python
COPY . /srv/katalog
WORKDIR /srv/katalog
# Nothing can be written where it runs, so that each process would compile all anew.
RUN python -m compileall -q .
# Settings refuse to be unsafe, so they are given what they ask for, for this step.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
    ALLOWED_HOSTS=katalog.example PUBLIC_BASE_URL=https://katalog.example \
    python manage.py collectstatic --no-input --verbosity 0
USER katalog
EXPOSE 8000
CMD ["gunicorn", "catalog_site.wsgi", "--bind=0.0.0.0:8000"]
