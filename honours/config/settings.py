"""Settings. Everything that differs between places comes from the environment.

``HONOURS_HOME``          folder of data and keys (default: ``var`` beside the package)
``HONOURS_DATABASE_URL``  ``postgresql://…`` for production; embedded SQLite without it
``HONOURS_HOSTS``         comma-separated host names (default: this machine)
``HONOURS_BASE_PATH``     when served below a path of another site, such as ``/bzgl``
``HONOURS_SECURE=1``      behind https: secure cookies and strict transport
``HONOURS_DEBUG=1``       developers only
``HONOURS_DEMO=1``        set by ``honours demo`` alone: pages show the demo accounts
``HONOURS_UNIT``          whose system this is, for the foot of every page
``HONOURS_CONTACT``       where its users find help
"""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from honours.config.database import database_from
from honours.kernel.keyfiles import key_material

# Names are sorted by the sound of each character alone (``registry.readings.sort_keys``): the
# dictionary of phrases would cost every process 44 MB and a quarter of a second.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")

ROOT = Path(__file__).resolve().parents[2]
HONOURS_HOME = Path(os.environ.get("HONOURS_HOME", ROOT / "var"))
HONOURS_HOME.mkdir(parents=True, exist_ok=True)
KEYS = HONOURS_HOME / "keys"

DEBUG = os.environ.get("HONOURS_DEBUG") == "1"
DEMO = os.environ.get("HONOURS_DEMO") == "1"
SECURE = os.environ.get("HONOURS_SECURE") == "1"
UNIT = os.environ.get("HONOURS_UNIT", "")
CONTACT = os.environ.get("HONOURS_CONTACT", "")
SECRET_KEY = key_material(KEYS / "secret").hex()
ALLOWED_HOSTS = os.environ.get("HONOURS_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
FORCE_SCRIPT_NAME = os.environ.get("HONOURS_BASE_PATH")

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

ROOT_URLCONF = "honours.config.urls"
WSGI_APPLICATION = "honours.config.wsgi.application"
AUTH_USER_MODEL = "directory.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database_from(os.environ.get("HONOURS_DATABASE_URL"), HONOURS_HOME)}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "js_lib_bootstrap5",
    "js_lib_bootstrap_icons",
    "axes",
    "csp",
    "treebeard",
    "django_tasks",
    "django_tasks_db",
    "honours.ui",
    "honours.privacy",
    "honours.audit",
    "honours.directory",
    "honours.workflow",
    "honours.jobs",
    "honours.policies",
    "honours.registry",
    "honours.notices",
    "honours.quotas",
    "honours.clearances",
    "honours.applications",
    "honours.campaigns",
    "honours.commendations",
    "honours.reports",
    "honours.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "honours.directory.middleware.KeepSession",
    "honours.workflow.middleware.ShowRefusals",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": not DEBUG,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "honours.config.navigation.navigation",
                "honours.config.navigation.footer",
                "honours.config.navigation.demo",
                "honours.directory.http.acting",
            ],
            **(
                {}
                if not DEBUG
                else {"loaders": ["django.template.loaders.app_directories.Loader"]}
            ),
        },
    }
]
FORM_RENDERER = "honours.ui.rendering.FormRenderer"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "directory:login"
LOGIN_REDIRECT_URL = "workbench"
LOGOUT_REDIRECT_URL = "directory:login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "honours.directory.http.locked_out"
AXES_USERNAME_CALLABLE = "honours.directory.http.attempted_username"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

STATIC_URL = "static/"
STATIC_ROOT = HONOURS_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # the file server warns of a folder that is not there
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 24 * 60 * 60
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # It writes login names and addresses; sign-ins stand in the audit book, by digest.
    "loggers": {"axes": {"level": "CRITICAL"}},
}
