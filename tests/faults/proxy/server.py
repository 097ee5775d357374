"""An HTTP proxy that finds every host on this computer.

The first line that it prints is its address, as JSON. It ends with its standard input.
With an argument, USER:PASSWORD, it wants to know who asks; the host "forbidden.example" it lets nobody reach.
"""

import json
import logging
import sys

import proxy
from proxy.http.exception import HttpRequestRejected
from proxy.http.proxy import HttpProxyBasePlugin


class Here(HttpProxyBasePlugin):
    def resolve_dns(self, host, port):
        return "127.0.0.1", None

    def before_upstream_connection(self, request):
        if request.host == b"forbidden.example":
            raise HttpRequestRejected(status_code=403, reason=b"Forbidden")
        return request


def main():
    logging.disable(logging.WARNING)
    options = {"port": 0, "plugins": [Here]}
    if len(sys.argv) > 1:
        options["basic_auth"] = sys.argv[1]
    alone = ["--hostname", "127.0.0.1", "--num-workers", "1", "--num-acceptors", "1", "--threaded"]
    with proxy.Proxy(alone, **options) as running:
        print(json.dumps({"address": f"http://127.0.0.1:{running.flags.port}"}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
