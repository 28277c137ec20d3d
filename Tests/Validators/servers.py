#!/usr/bin/env python3
"""Tries the redirects and media types that sitegen writes for servers with the real nginx and Caddy:
`servers.py PATH-OF-SITEGEN`.

A site with hostile addresses is built, each server is started with its snippet, and every old address is asked for. A
server that is not installed is named and is no failure. Exit code 1 when an answer is wrong.
"""
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

ALIASES = ["/plain/", "/with space/x/", "/semi;colon/", "/br{a}ce/", "/quote'`back/", "/dol$uri/", "/hash#x/",
           "/per%25cent/", "/café/", "/bang!/", "/file.html", "/" + 150 * "a" + "/"]

HIDDEN = [".htpasswd", "news/.x", ".well-knownx/a"]

SETTINGS = "title: S\nbase-url: https://example.org/n%C3%A9ws/\nservers: [nginx, caddy, cloudflare]\n"

NGINX = """worker_processes 1; daemon off; pid {run}/pid; error_log {run}/error.log; events {{}}
http {{ include /etc/nginx/mime.types; access_log off; client_body_temp_path {run}/1; proxy_temp_path {run}/2;
fastcgi_temp_path {run}/3; uwsgi_temp_path {run}/4; scgi_temp_path {run}/5;
include "{site}/.server/nginx-http.conf";
server {{ listen 127.0.0.1:{port}; root "{root}"; include "{site}/.server/nginx-server.conf"; }} }}
"""

CADDY = """{{
 admin off
 auto_https off
}}
http://127.0.0.1:{port} {{
 root * {root}
 import {site}/.server/caddy.conf
 file_server
}}
"""


def built(sitegen, folder):
    content = folder / "Content" / "news"
    content.mkdir(parents=True)
    (folder / "Content" / "site.yml").write_text(SETTINGS)
    aliases = "".join(f'  - "{alias}"\n' for alias in ALIASES)
    (content / "a.md").write_text(f"---\ntitle: A\ndate: 2026-11-01\naliases:\n{aliases}---\nText.\n")
    (content / "b.md").write_text('---\ntitle: B\ndate: 2026-11-01\npath: "/tar {get} $uri;/"\naliases: /to-b/\n---\nText.\n')
    known = folder / "Content" / "_static" / ".well-known"
    known.mkdir(parents=True)
    (known / "trust.txt").write_text("member=https://example.org/\n")
    root = folder / "www"
    root.mkdir()
    command = [sitegen, "build", "--source", folder, "--output", root / "néws", "--now", "2026-11-22", "--frozen", "-q"]
    subprocess.run(command, check=True)
    for name in HIDDEN:
        hidden = root / "néws" / name
        hidden.parent.mkdir(exist_ok=True)
        hidden.write_text("secret")
    return root


def free_port():
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return opened.getsockname()[1]


def ask(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.getheader("Location") or "", answer.getheader("Content-Type") or "", \
        answer.getheader("Cache-Control") or ""


def problems(port, site):
    for line in (site / "_redirects").read_text().splitlines():
        old, new, _ = line.split()
        status, location, _, _ = ask(port, old)
        if status != 301 or not location.endswith(new):
            yield f"{old}: {status} {location}"
        if ask(port, new)[0] != 200:
            yield f"{new}: leads nowhere"
    types = {"rss.xml": "application/rss+xml", "atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}
    for name, wanted in types.items():
        for path in (f"/n%C3%A9ws/{name}", f"/n%C3%A9ws/news/{name}"):
            status, _, found, _ = ask(port, path)
            if status != 200 or found != f"{wanted}; charset=utf-8":
                yield f"{path}: {status} {found}"
    for hidden in (".sitegen/manifest", *HIDDEN):
        if ask(port, f"/n%C3%A9ws/{hidden}")[0] != 404:
            yield f"{hidden} is shown to visitors"
    if ask(port, "/n%C3%A9ws/.well-known/trust.txt")[0] != 200:
        yield ".well-known/trust.txt is not shown to visitors"
    for path in (site / ".server").iterdir():
        if ask(port, f"/n%C3%A9ws/.server/{path.name}")[0] != 404:
            yield f".server/{path.name} is shown to visitors"
    for asset in re.findall(r"^(\S+/assets/\S+)", (site / "_headers").read_text(), re.M):
        if "immutable" not in ask(port, asset)[3]:
            yield f"{asset}: may not be kept"


def tried(name, command, folder, root, configuration):
    if not shutil.which(name):
        print(f"{name}: is not installed, and was left out")
        return True
    run = folder / name
    run.mkdir()
    port = free_port()
    (run / "conf").write_text(configuration.format(run=run, root=root, site=root / "néws", port=port))
    environment = dict(os.environ, XDG_DATA_HOME=str(run), XDG_CONFIG_HOME=str(run))
    with open(run / "log", "wb") as log:
        server = subprocess.Popen([*command, run / "conf"], stdout=log, stderr=log, env=environment)
    try:
        for _ in range(100):
            time.sleep(0.1)
            try:
                ask(port, "/")
                break
            except OSError:
                if server.poll() is not None:
                    print(f"{name}: does not start\n{(run / 'log').read_text()}")
                    return False
        found = list(problems(port, root / "néws"))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(10)
    print(f"{name}: {len(ALIASES) + 1} redirects, {len(found)} problems")
    for problem in found:
        print(f"  {problem}")
    return not found


def main(arguments):
    if len(arguments) != 1 or not shutil.which(arguments[0]):
        print("usage: servers.py PATH-OF-SITEGEN", file=sys.stderr)
        return 64
    sitegen = os.path.abspath(shutil.which(arguments[0]))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        root = built(sitegen, folder)
        # nginx may change to another user for its workers.
        folder.chmod(0o755)
        fine = tried("nginx", ["nginx", "-c"], folder, root, NGINX)
        fine = tried("caddy", ["caddy", "run", "--adapter", "caddyfile", "--config"], folder, root, CADDY) and fine
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
