"""Pages that do it wrong, beside the real ones: each must fail the test the real ones pass.

``python -m tests.browser.controls PORT`` serves them, and the neutral weather page that *Skjul*
leads to, on the name ``localhost``, which to a browser is another site than ``127.0.0.1``.
"""

import subprocess
import sys

from flask import Flask, Response

from tests.browser.server import HOME, PATIENCE, free_port, wait_until_it_answers

# Without an icon of its own a page makes the browser ask for one; the answer, 404 and not to be
# stored, then keeps the page out of the back/forward cache, and the control finds nothing.
ICON = "<link rel='icon' href='data:,'>"
NO_REFILL = " autocomplete=off"
FIELD = "<textarea id='text' name='text'{off}></textarea><input type='checkbox' id='tick'{off}>"
PAGES = {
    # Only `no-store`, left by an ordinary link, as most services do it.
    "/kun-no-store": f"<form>{FIELD.format(off='')}</form><a href='/vejret'>Skjul</a>",
    # And with autocomplete=off: then the back/forward cache still gives the page back.
    "/uden-vagt": f"<form>{FIELD.format(off=NO_REFILL)}</form><a href='/vejret'>Skjul</a>",
    # Keeps a draft in the browser's own storage.
    "/kladde-i-browseren": f"<form>{FIELD.format(off='')}</form><script>"
    "text.oninput = () => localStorage.setItem('kladde', text.value)</script>",
    # Motion, an unnamed field, small targets, faint text, a fixed width.
    "/daarlig-side": "<title>x</title><style>p{color:#bbb}"
    "div{color:#666;width:900px;height:20px;overflow:hidden}"
    "@keyframes k{to{opacity:.5}}h1{animation:k 9s infinite}</style>"
    "<h1>Side</h1><p>svag</p><div>bred</div><input><a href='/vejret'>lille</a>",
    # What axe cannot decide, a pair of targets too near, and a page Tab cannot leave or follow.
    "/ubestemt": "<title>x</title><style>p{background:linear-gradient(#fff,#000)}</style>"
    "<main><h1>Side</h1><p>hvid eller sort</p></main>",
    "/uorden": "<title>x</title><style>button{position:absolute;height:60px;width:60px;outline:0}"
    "i{position:absolute;left:0;top:0;width:60px;height:60px;background:#fff}</style>"
    "<button style='top:200px'>1</button><button style='top:0'>2</button>"
    "<button style='top:262px' onkeydown='event.preventDefault()'>3</button><i></i>",
    "/lange-linjer": "<title>x</title>"
    f"<main><p style='text-align:justify'>{'ord ' * 80}</p></main>",
    "/paa-papir": "<title>x</title><style>p{color:#aaa;font-size:9px;height:4000px}</style>"
    "<header>x</header><main><p>svag</p></main>",
    # Words in the address, and in the browser's storage.
    "/ord-i-adressen": "<form><textarea name='text'></textarea><button>Send</button></form>",
    "/vejret": "<title>Vejret</title><h1>Vejret</h1>",
}


class Controls:
    """The control pages' own process."""

    def __init__(self) -> None:
        self.base = f"http://localhost:{free_port()}"
        port = self.base.rpartition(":")[2]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.controls", port],
            cwd=HOME, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def wait(self) -> "Controls":
        """Until they answer."""
        wait_until_it_answers(f"{self.base}/vejret")
        return self

    def close(self) -> None:
        """Stop them."""
        self._process.terminate()
        self._process.wait(PATIENCE)


def make_controls() -> Flask:
    """A tiny app of the pages above; each forbids storing, and no more."""
    app = Flask("controls")
    for path, page in PAGES.items():
        text = f"<!doctype html><html lang='da'>{ICON}{page}</html>"
        app.add_url_rule(path, path, lambda text=text: text)

    @app.after_request
    def _no_store(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        return response

    return app


if __name__ == "__main__":
    make_controls().run(host="127.0.0.1", port=int(sys.argv[1]), threaded=True)
