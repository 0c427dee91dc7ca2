"""A clinician whose Wi-Fi drops: what they do offline, and what the tablet stores."""

import re
import time
from contextlib import contextmanager

from playwright.sync_api import expect

from tests.journeys.clinician import PASSWORD, Clinician
from tests.journeys.conftest import CHROMIUM, CHROMIUM_SHELL, TABLET

STRENGTH = [
    "Left ankle dorsiflexion, grade 4",
    "Left great toe extension, grade 3",
    "Left hip abduction, grade 4",
    "Left knee extension, grade 5",
]
KEPT_STEPS = 8
PATIENCE = 30  # seconds until the copies are stored, and until a server that is back is noticed
COPIES = """async () => {
    const texts = [];
    for (const name of (await caches.keys()).filter((one) => one.startsWith("dermyo-copies"))) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) texts.push((await (await cache.match(request))?.text()) ?? "");
    }
    return texts;
}"""
# As a release with other scripts would have left them.
OLDER = """async () => {
    for (const name of (await caches.keys()).filter((one) => one.startsWith("dermyo-copies"))) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const headers = (await cache.match(request)).headers;
            await cache.put(request, new Response("an old copy", { headers }));
        }
    }
    const shell = await caches.open("dermyo-shell");
    const main = (await shell.keys()).find(({ url }) => url.endsWith("/js/main.js"));
    await shell.delete(main);
}"""
ANSWERS = re.compile(r"/exams/\w+/[\w-]+(/all-normal)?$")
SAVES = re.compile(r"/exams/\w+/(?!copy)[\w-]+(/all-normal)?$")


class OnTheWard(Clinician):
    """A clinician at a tablet; names of buttons as they are on the screen."""

    def taps_without_waiting(self, *names):
        """Taps buttons whose answers are not waited for."""
        for name in names:
            self.button(name).tap()

    def taps_at_once(self, *names):
        """The same before the page can show anything of the first."""
        buttons = [self.button(name).element_handle() for name in names]
        self.page.evaluate("buttons => buttons.forEach(button => button.click())", buttons)

    def is_ready_to_go_offline(self):
        until = time.monotonic() + PATIENCE
        while len(self.page.evaluate(COPIES)) < KEPT_STEPS:
            assert time.monotonic() < until, "the steps were not copied"
            self.page.wait_for_timeout(100)

    def has_copies_of_an_older_release(self):
        self.page.evaluate(OLDER)

    def has_renewed_copies(self, words):
        until = time.monotonic() + PATIENCE
        while words in self.everything_stored():
            assert time.monotonic() < until, "the copies were not made anew"
            self.page.wait_for_timeout(100)

    def everything_stored(self):
        return "".join(self.page.evaluate(COPIES))

    def loses_the_connection(self):
        self.page.context.set_offline(True)

    def has_the_connection_back(self):
        self.page.context.set_offline(False)

    @contextmanager
    def replies_lost(self):
        """Answers arrive, and their replies do not."""
        with self._instead(SAVES, lambda route: (route.fetch(), route.abort())):
            yield

    @contextmanager
    def cannot_save(self):
        """Pages load, but answers cannot be sent."""
        with self._instead(SAVES, lambda route: route.abort()):
            yield

    @contextmanager
    def failing(self):
        """The server fails on every answer, without a message."""
        with self._instead(SAVES, lambda route: route.fulfill(status=500, body="")):
            yield

    @contextmanager
    def never_arriving(self):
        """Answers are sent and never arrive; other pages load. Undo is an answer as well."""
        with self._instead(ANSWERS, lambda route: route.abort()):
            yield

    @contextmanager
    def slow_to_save(self):
        """Answers arrive, and are replied to only afterwards."""
        held = []
        with self._instead(ANSWERS, held.append):
            yield
            for route in held:
                route.continue_()

    @contextmanager
    def slow_scripts(self):
        """Only the first script loads at once; the others once the taps are made."""
        held = []
        with self._instead(re.compile(r"/static/.*(?<!early)\.js"), held.append, method="GET"):
            yield
            for route in held:
                route.continue_()

    @contextmanager
    def _instead(self, address, act, method="POST"):
        lasting = [True]

        def handle(route):
            return act(route) if lasting and route.request.method == method else route.fallback()

        self.page.context.route(address, handle)
        yield
        lasting.clear()

    def comments(self, words):
        field = self.page.get_by_label("Comment, printed on the note")
        if not field.is_visible():
            self.page.locator("#comment summary").tap()
        field.fill(words)
        self.button("Save the comment").tap()

    def signs_in_again(self):
        """After a restart of the browser the session may have ended."""
        if self.page.get_by_label("Password", exact=True).is_visible():
            self.signs_in()

    def signs_out(self):
        self.page.goto("/account/")
        self.button("Sign out").tap()
        self.is_at("Sign in")

    def makes_an_account_for(self, name, full_name):
        self.page.goto("/account/people")
        form = self.page.get_by_role("region", name="Add an account")
        for label, text in {"Username": name, "Full name": full_name}.items():
            form.get_by_label(label, exact=True).fill(text)
        for label in ("Password", "Confirm password"):
            form.get_by_label(label, exact=True).fill(PASSWORD)
        again = form.get_by_label("Your own password, again")
        if again.is_visible():
            again.fill(PASSWORD)
        self.page.get_by_role("button", name="Create account").tap()
        self.sees(f"{full_name} can sign in now")

    def sees_everything_sent(self):
        expect(self.state).to_have_text("Saved", timeout=1000 * PATIENCE)

    def sees_waiting(self, name):
        button = self.button(f"{name}, waiting to be sent")
        assert button.evaluate("button => getComputedStyle(button, '::after').content") == '"waits"'
        expect(button).to_have_attribute("aria-pressed", "true")

    def is_at_revision(self, number):
        expect(self.state).to_have_attribute("data-revision", str(number), timeout=1000 * PATIENCE)

    @property
    def unsaved_emergency(self):
        """The banner that the tablet shows by itself."""
        return self.page.locator("#alerts > [data-unsaved]")

    @property
    def emergency(self):
        """The banner of the server."""
        return self.page.locator("#alerts > .banner:not([data-unsaved])")


def started(browser, folder, address):
    """A browser of its own, with its storage in this folder."""
    how = {"executable_path": CHROMIUM_SHELL, "args": CHROMIUM, "base_url": address}
    return browser.browser_type.launch_persistent_context(folder, **how, **TABLET)
