"""Pictures of documents, and how much ink one has that another has not.

HTML is drawn by a Chromium that is spoken to over its pipe, PDF by pdftoppm, and what word processors write by
LibreOffice (as PDF) and pdftoppm.
"""

import base64
import glob
import json
import os
import select
import shutil
import subprocess
import tempfile

# Levels (of 255) by which a pixel has to differ before anybody sees it: a contrast of about 1.1 on white.
SEEN = 16
WIDTH, HEIGHT = 1280, 1400
MOST_WIDTH, MOST_HEIGHT = 2500, 5000
# Seconds to wait for the browser.
PATIENCE = 20

# Ink of two pictures in the browser: pixels that differ, and by how much in all.
COMPARE = """async (first, second) => {
  const pixels = async text => {
    const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + text)).blob());
    const canvas = new OffscreenCanvas(WIDE, HIGH), pen = canvas.getContext('2d', {willReadFrequently: true});
    pen.fillStyle = 'white'; pen.fillRect(0, 0, WIDE, HIGH); pen.drawImage(picture, 0, 0);
    return new Uint32Array(pen.getImageData(0, 0, WIDE, HIGH).data.buffer);
  };
  const a = await pixels(first), b = await pixels(second);
  let count = 0, sum = 0;
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue;
    let most = 0;
    for (const part of [0, 8, 16]) most = Math.max(most, Math.abs((a[at] >> part & 255) - (b[at] >> part & 255)));
    if (most > SEEN) { count++; sum += most; }
  }
  return [count, sum];
}"""


class Browser:
    """One Chromium, many pages one after the other."""

    def __init__(self, program=None):
        program = (
            program
            or os.environ.get("CHROMIUM")
            or next(
                filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])),
                None,
            )
        )
        if program is None:
            raise SystemExit("no Chromium: install it, or name it in CHROMIUM")
        self.folder = tempfile.mkdtemp()
        to_browser, self.out = os.pipe()
        self.into, from_browser = os.pipe()

        def connect():
            # Chromium reads from 3 and writes to 4.
            first, second = os.dup(to_browser), os.dup(from_browser)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self.process = subprocess.Popen(
            [
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-extensions",
                "--disable-background-networking",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                f"--user-data-dir={self.folder}",
                "--remote-debugging-pipe",
                "about:blank",
            ],
            preexec_fn=connect,
            close_fds=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        self.last, self.held, self.events = 0, b"", []
        # The page comes last: one in the background is not drawn.
        self.judge = self.open_page()
        self.page = self.open_page()

    def open_page(self):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable", session)
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            session,
            width=WIDTH,
            height=HEIGHT,
            deviceScaleFactor=1,
            mobile=False,
        )
        return session

    def read(self):
        while b"\0" not in self.held:
            if not select.select([self.into], [], [], PATIENCE)[0]:
                raise RuntimeError("the browser does not answer")
            more = os.read(self.into, 1 << 20)
            if not more:
                raise RuntimeError("the browser ended")
            self.held += more
        message, self.held = self.held.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, session=None, **parameters):
        self.last += 1
        number = self.last
        message = {"id": number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        written = json.dumps(message).encode() + b"\0"
        while written:
            written = written[os.write(self.out, written) :]
        while True:
            answer = self.read()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            if "method" in answer:
                self.events.append((answer.get("sessionId"), answer["method"]))

    def picture(self, path):
        """The whole page as PNG (base64)."""
        self.events.clear()
        self.ask("Page.navigate", self.page, url="file://" + os.path.abspath(path))
        while (self.page, "Page.loadEventFired") not in self.events:
            answer = self.read()
            if "method" in answer:
                self.events.append((answer.get("sessionId"), answer["method"]))
        # Two frames later animations of a millisecond have ended.
        self.ask(
            "Runtime.evaluate",
            self.page,
            awaitPromise=True,
            expression="new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))",
        )
        size = self.ask("Page.getLayoutMetrics", self.page)["cssContentSize"]
        wide, high = (
            min(max(size["width"], WIDTH), MOST_WIDTH),
            min(max(size["height"], HEIGHT), MOST_HEIGHT),
        )
        beyond = (wide, high) != (WIDTH, HEIGHT)
        clip = {"x": 0, "y": 0, "width": wide, "height": high, "scale": 1}
        return self.ask(
            "Page.captureScreenshot",
            self.page,
            format="png",
            captureBeyondViewport=beyond,
            optimizeForSpeed=True,
            **({"clip": clip} if beyond else {}),
        )["data"]

    def ink(self, shown, blank):
        first, second = self.picture(shown), self.picture(blank)
        if first == second:
            return 0, 0
        high = max(int.from_bytes(base64.b64decode(p[:64])[20:24], "big") for p in (first, second))
        wide = max(int.from_bytes(base64.b64decode(p[:64])[16:20], "big") for p in (first, second))
        script = (
            COMPARE.replace("WIDE", str(wide)).replace("HIGH", str(high)).replace("SEEN", str(SEEN))
        )
        answer = self.ask(
            "Runtime.evaluate",
            self.judge,
            awaitPromise=True,
            returnByValue=True,
            expression=f"({script})('{first}', '{second}')",
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"])[:500])
        return tuple(answer["result"]["value"])

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        os.close(self.out)
        os.close(self.into)
        shutil.rmtree(self.folder, ignore_errors=True)


def pages_of_pdf(path, dots=72):
    """Every page of a PDF as (width, height, bytes of red, green, blue)."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["pdftoppm", "-r", str(dots), "-cropbox", path, os.path.join(folder, "p")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        return [read_ppm(page) for page in sorted(glob.glob(os.path.join(folder, "p*")))]


def read_ppm(path):
    with open(path, "rb") as file:
        data = file.read()
    kind, size, _, rest = data.split(b"\n", 3)
    assert kind == b"P6", kind
    wide, high = map(int, size.split())
    return wide, high, rest


def ink_of_pages(shown, blank):
    """Pixels that differ by what can be seen, and by how much in all; a page that is missing is white."""
    count = total = 0
    for at in range(max(len(shown), len(blank))):
        first = shown[at] if at < len(shown) else None
        second = blank[at] if at < len(blank) else None
        if first is None or second is None:
            wide, high, data = first or second
            other = b"\xff" * len(data)
        elif first[:2] != second[:2]:
            return 10**9, 10**9
        else:
            (wide, high, data), other = first, second[2]
        if data == other:
            continue
        row = wide * 3
        for start in range(0, row * high, row):
            a, b = data[start : start + row], other[start : start + row]
            if a == b:
                continue
            for x in range(0, row, 3):
                most = max(abs(a[x] - b[x]), abs(a[x + 1] - b[x + 1]), abs(a[x + 2] - b[x + 2]))
                if most > SEEN:
                    count += 1
                    total += most
    return count, total


def ink_of_pdf(shown, blank):
    return ink_of_pages(pages_of_pdf(shown), pages_of_pdf(blank))


def write_pdfs(paths, folder, at_once=60):
    """Has LibreOffice write each file as PDF into a folder; returns path to PDF (or None, where it fails)."""
    program = next(filter(None, map(shutil.which, ["soffice", "libreoffice"])), None)
    if program is None:
        raise SystemExit("no LibreOffice: install libreoffice-writer-nogui")
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:

        def convert(some):
            try:
                subprocess.run(
                    [
                        program,
                        f"-env:UserInstallation=file://{profile}",
                        "--headless",
                        "--convert-to",
                        "pdf",
                        "--outdir",
                        folder,
                        *some,
                    ],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=60 + 4 * len(some),
                    check=False,
                )
            except subprocess.TimeoutExpired:
                pass

        def pdf_of(path):
            # Names differ in their ending alone between formats, so each format has a folder of its own.
            return os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + ".pdf")

        for start in range(0, len(paths), at_once):
            convert(paths[start : start + at_once])
        # A file that brings LibreOffice down takes those after it along: they are tried again one by one.
        for path in paths:
            if not os.path.exists(pdf_of(path)):
                convert([path])
        return {path: pdf_of(path) if os.path.exists(pdf_of(path)) else None for path in paths}
