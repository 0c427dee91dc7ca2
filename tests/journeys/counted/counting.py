"""A clinician whose taps and scrolls are counted, in either engine: a scroll is 70 hundredths of the screen."""

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.journeys.clinician import NAME, PASSWORD, new_patient

PATIENCE, PAUSE = 30, 0.1  # seconds in all, and between two looks
A_SCROLL = 0.7
MOST = 12
# Of an element: how far its middle is from that of the screen, and whether a finger there meets it.
PLACE = """element => {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const met = document.elementFromPoint(x, y);
    return {away: y - innerHeight / 2, reached: met !== null && (element.contains(met) || met.contains(element))};
}"""
SCROLL = """element => scrollBy({top: %s * innerHeight, behavior: "instant"})"""
REVISION = """() => document.getElementById("save-state")?.dataset.revision"""
AT = """() => (document.readyState === "complete" && document.querySelector("h1")?.textContent.trim()) || "" """


class Tablet:
    """What a finger does in Chromium."""

    def __init__(self, page):
        self.page = page
        page.emulate_media(reduced_motion="reduce")

    def opens(self, path):
        self.page.goto(path)

    def finds(self, selector):
        return self.page.locator(selector).all()

    def evaluates(self, script, element=None):
        return element.evaluate(script) if element else self.page.evaluate(script)

    def waits(self, script, holds):
        self.page.wait_for_function(f"expected => ({script})()?.startsWith(expected)", arg=holds)

    def waits_for_change(self, script, before):
        self.page.wait_for_function(f"before => ![before, undefined].includes(({script})())", arg=before)

    def waits_for(self, selector):
        self.page.locator(selector).first.wait_for(state="attached")

    def taps(self, element):
        element.tap()

    def types(self, element, text):
        element.fill(text)


class Window:
    """The same with a mouse, in WebKitGTK."""

    def __init__(self, driver, address):
        self.driver, self.address = driver, address

    def opens(self, path):
        self.driver.get(self.address + path)

    def finds(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def evaluates(self, script, element=None):
        return self.driver.execute_script(f"return ({script})(arguments[0])", element)

    def waits(self, script, holds):
        self._until(lambda: (self.evaluates(script) or "").startswith(holds))

    def waits_for_change(self, script, before):
        self._until(lambda: self.evaluates(script) not in (before, None))

    def waits_for(self, selector):
        self._until(lambda: self.finds(selector))

    def _until(self, holds):
        # Between two pages there is nothing to ask.
        wait = WebDriverWait(self.driver, PATIENCE, PAUSE, ignored_exceptions=[WebDriverException])
        wait.until(lambda _: holds())

    def taps(self, element):
        # The driver cannot click in a drawing.
        self.evaluates("one => one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))", element)

    def types(self, element, text):
        element.send_keys(text)


class Counted:
    """Comes to what is tapped by scrolling as a hand does; counts both."""

    def __init__(self, hand):
        self.hand, self.taps, self.scrolls = hand, 0, 0

    def signs_in(self):
        self.hand.opens("/account/sign-in")
        self.types("#username", NAME)
        self.types("#password", PASSWORD)
        self.presses("main form.card .button-primary", to="Examinations")

    def starts(self):
        self.types("#reference", new_patient())
        self.presses("form:has(#reference) .button-primary", to="Complaint")

    def types(self, selector, text):
        """A field that has the focus already needs no tap."""
        self.hand.waits_for(selector)
        (field,) = self.hand.finds(selector)
        if not self.hand.evaluates("field => field === document.activeElement", field):
            self.presses(selector)
        self.hand.types(field, text)

    def presses(self, selector, to=""):
        """One tap, after as many scrolls as it takes to reach the nearest of these; `to` is the page it leads to."""
        self.hand.waits_for(selector)
        element = min(self.hand.finds(selector), key=lambda one: abs(self.hand.evaluates(PLACE, one)["away"]))
        self._comes_to(element, selector)
        self.hand.taps(element)
        self.taps += 1
        if to:
            self.hand.waits(AT, to)

    def _comes_to(self, element, selector):
        for _ in range(MOST):
            place = self.hand.evaluates(PLACE, element)
            if place["reached"]:
                return
            self.hand.evaluates(SCROLL % (A_SCROLL if place["away"] > 0 else -A_SCROLL), element)
            self.scrolls += 1
        raise AssertionError(f"not reached by {MOST} scrolls: {selector}")

    def answers(self, selector):
        before = self.hand.evaluates(REVISION)
        self.presses(selector)
        self.hand.waits_for_change(REVISION, before)

    def taps_on(self, *names):
        for name in names:
            self.answers(f'main button[aria-label="{name}"]')

    def marks(self, site, part):
        """Taps an area of the leg chart."""
        self.answers(f".leg-areas a[data-name={site}][data-part={part}]")

    def fills_the_rest(self, group="all"):
        """The one tap that fills what nobody answered."""
        self.answers(f"#fill-{group}")

    def goes_on_to(self, slug, title):
        """By the nearer of the two buttons of a step."""
        self.presses(f'main a.button[href$="/{slug}"]', to=title)

    def goes_to(self, slug, title):
        """By the name of a step at the top."""
        self.presses(f'#stepper a[href$="/{slug}"]', to=title)

    def agrees(self):
        self.answers('#impression button[name="impression.from_ranking"]')

    def signs(self):
        self.presses('main a[href$="/sign"]', to="Sign this note?")
        # Only where this took longer than the minutes after which the password is asked for again.
        for field in self.hand.finds("#own_password"):
            self.hand.types(field, PASSWORD)
        self.presses('form[action$="/sign"] .button-primary', to="Note")
