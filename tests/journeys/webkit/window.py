"""A clinician at a window of WebKitGTK: what they do reads as sentences."""

from selenium.common.exceptions import NoSuchElementException, NoSuchFrameException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.journeys.clinician import NAME, PASSWORD, new_patient
from tests.journeys.connection.on_the_ward import COPIES, KEPT_STEPS

# Seconds until what is waited for must be there, and between two looks.
PATIENCE, PAUSE = 30, 0.1
# Stopped, so that a busy machine changes nothing in the time between two clicks.
CLOCK = "const [milliseconds] = arguments; performance.now = () => milliseconds;"
# Ends before the page is replaced: a browser's driver waits for a page that is on its way.
THRICE = "const [button] = arguments; for (const pause of [0, 80, 160]) setTimeout(() => button.click(), pause);"


class Window:
    """A window of WebKitGTK, used like the tablet is."""

    def __init__(self, driver, address):
        self.driver, self.address = driver, address

    def fills(self, **texts):
        for mark, text in texts.items():
            self.waits_for(By.ID, mark).send_keys(text)

    def signs_in(self):
        self.fills(username=NAME, password=PASSWORD)
        self.clicks_on("main form .button-primary")
        self.waits_for(By.ID, "reference")

    def makes_the_first_account(self):
        self.driver.get(self.address)
        # Those of a host are one, whatever its port: what another server replied late is not for this one.
        self.driver.delete_all_cookies()
        self.driver.get(self.address)
        self.fills(username=NAME, full_name="Andreas Vesalius", password=PASSWORD, password_again=PASSWORD)
        self.clicks_on("main form .button-primary")
        self.clicks("I have read it")
        self.waits_for(By.ID, "reference")

    def begins(self, patient=""):
        self.asks_for(patient or new_patient())
        self.is_at("Complaint")

    def opens_the_list(self):
        self.driver.get(f"{self.address}/exams")
        self.waits_for(By.ID, "reference")

    def asks_for(self, patient):
        self.opens_the_list()
        self.fills(reference=patient)
        self.clicks_on("form .button-primary")

    def clicks(self, words):
        """A link or a button by how its words begin."""
        named = f"[starts-with(normalize-space(), '{words}')]"
        self.clicks_once_there(By.XPATH, f"//*[self::a or self::button]{named}")

    def clicks_thrice(self, words):
        self.driver.execute_script(THRICE, self.button_with(words))

    def clicks_twice(self, name, pause):
        """On one button, so many milliseconds apart by the page's clock, the first already saved."""
        self.driver.execute_script(CLOCK, 1000)
        self.taps_on(name)
        self.driver.execute_script(CLOCK, 1000 + pause)
        self.button(name).click()
        self.driver.execute_script("delete performance.now;")

    def clicks_on(self, selector):
        self.clicks_once_there(By.CSS_SELECTOR, selector)

    def clicks_once_there(self, by, what):
        # Between two pages what was found may be gone before it is clicked.
        gone = [NoSuchFrameException, NoSuchElementException, StaleElementReferenceException]
        wait = WebDriverWait(self.driver, PATIENCE, PAUSE, ignored_exceptions=gone)
        wait.until(lambda driver: self.shows(driver.find_element(by, what)).click() or True)

    def goes_to(self, step):
        self.waits_for(By.XPATH, f"//nav[@id='stepper']//a[contains(., '{step}')]").click()
        self.is_at(step)

    def taps_on(self, name):
        revision = self.revision()
        self.button(name).click()
        self.waits_until(lambda _: self.revision() != revision)

    def sees_status(self, words):
        self.waits_for(By.XPATH, f"//*[@id='save-state'][contains(., '{words}')]")

    def sees(self, words):
        self.waits_for(By.XPATH, f"//main//*[contains(text(), '{words}')]")

    def sees_unsaved_emergency(self, words):
        path = "//*[@id='alerts']/*[@data-unsaved]"
        self.waits_for(By.XPATH, f"{path}//summary[contains(normalize-space(), '{words}')]")

    def is_ready_to_go_offline(self):
        script = f"({COPIES})().then((texts) => arguments[0](texts.length))"
        self.waits_until(lambda driver: driver.execute_async_script(script) == KEPT_STEPS)

    def signs_over_the_sheet_that_says(self, words):
        self.waits_for(By.PARTIAL_LINK_TEXT, "Sign ...").click()
        self.is_at("Sign this note?")
        assert words in self.text()
        self.proves_again()
        self.waits_for(By.XPATH, "//button[contains(., 'Sign as Andreas Vesalius')]").click()

    def proves_again(self):
        """Gives the password where the page asks for it again."""
        for field in self.driver.find_elements(By.ID, "own_password"):
            field.send_keys(PASSWORD)

    def opens_the_patient(self):
        self.waits_for(By.CSS_SELECTOR, "#patient a").click()
        self.waits_for(By.CSS_SELECTOR, "dialog #who-reference")

    def moves_to(self, patient, age):
        """In the patient's editor: what was recorded belongs to another patient, a man."""
        self.opens_the_patient()
        self.clicks_on(".patient-dialog summary")
        self.fills(**{"other-reference": patient, "other-age": age})
        self.clicks_on('dialog .radio:has([value="male"])')
        self.button_with("Move to this patient").click()
        self.is_of(patient, f"{age}, male")

    def corrects_the_reference(self, patient):
        self.opens_the_patient()
        self.waits_for(By.ID, "who-reference").clear()
        self.fills(**{"who-reference": patient})
        self.button_with("Correct the reference").click()
        self.is_of(patient)

    def is_of(self, patient, details=""):
        self.waits_for(By.XPATH, f"//*[@id='patient'][contains(., 'Ref {patient}')][contains(., '{details}')]")

    def undoes_the_signing(self):
        self.waits_for(By.XPATH, "//*[@id='undo-left'][contains(., ' s)')]/..").click()
        self.waits_for(By.XPATH, "//*[contains(., 'Draft, not signed')]")

    def is_at(self, step):
        self.waits_for(By.XPATH, f"//h1[starts-with(normalize-space(), '{step}')]")

    def button(self, name):
        return self.shows(self.waits_for(By.CSS_SELECTOR, f'button[aria-label="{name}"]'))

    def button_with(self, words):
        """The button whose text begins so."""
        return self.shows(self.waits_for(By.XPATH, f"//button[starts-with(normalize-space(), '{words}')]"))

    def shows(self, found):
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found)
        return found

    def is_chosen(self, name):
        return self.button(name).get_attribute("aria-pressed") == "true"

    def revision(self):
        return self.waits_for(By.ID, "save-state").get_attribute("data-revision")

    def waits_for(self, by, what):
        # Between two pages there is no frame to search.
        wait = WebDriverWait(
            self.driver, PATIENCE, PAUSE, ignored_exceptions=[NoSuchFrameException, NoSuchElementException]
        )
        return wait.until(lambda driver: driver.find_element(by, what))

    def waits_until(self, holds):
        WebDriverWait(self.driver, PATIENCE, PAUSE).until(holds)

    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    def strip(self):
        return self.waits_for(By.ID, "strip").text
