// Two ways of using a page: with a pointer, and with the keyboard alone, which also looks whether one sees where one is.

// Tab stops of the longest page, with room to spare; more is a trap.
const stopsMax = 400;

export class Pointer {
  constructor(page) {
    this.page = page;
  }

  // Follows a link or presses a button that leads to another page.
  async go(target) {
    await leads(this.page, () => target.click());
  }

  async press(target) {
    await target.click();
  }

  async type(target, text) {
    await target.fill(text);
  }

  async choose(target) {
    await target.check();
  }

  async attach(target, file) {
    await target.setInputFiles(file);
  }
}

export class Keyboard {
  #looked = 0;

  constructor(page) {
    this.page = page;
  }

  async go(target) {
    await this.#reach(target);
    await leads(this.page, () => this.page.keyboard.press("Enter"));
  }

  async press(target) {
    await this.#reach(target);
    await this.page.keyboard.press("Enter");
  }

  async type(target, text) {
    await this.#reach(target);
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.insertText(text);
  }

  async choose(target) {
    if (await target.isChecked()) return;
    await this.#reach(target, { group: true });
    for (let presses = 0; presses < 8 && !(await target.isChecked()); presses += 1) await this.page.keyboard.press("ArrowDown");
  }

  async attach(target, file) {
    // Asked for before the way there: a key may overtake the request to be told, and then the chooser opens unseen.
    const opens = this.page.waitForEvent("filechooser");
    const [chooser] = await Promise.all([opens, this.#reach(target).then(() => this.page.keyboard.press("Space"))]);
    await chooser.setFiles(file);
  }

  // Takes the skip link where the focus is still at the beginning, as one does who knows the page.
  async skip() {
    await this.page.keyboard.press("Tab");
    const seen = await this.page.evaluate(() => {
      const box = document.activeElement.getBoundingClientRect();
      return document.activeElement.matches("a.skip") && box.left >= 0 && box.top >= 0 && box.width > 40;
    });
    if (!seen) throw new Error("the first stop of the keyboard is not a skip link that one sees");
    await this.page.keyboard.press("Enter");
    if (!(await this.page.evaluate(() => document.activeElement === document.querySelector("main")))) throw new Error("the skip link does not lead into the content");
  }

  get stops() {
    return this.#looked;
  }

  // A group of radios is one stop: whichever is chosen.
  async #reach(target, { group = false } = {}) {
    for (let stops = 0; stops < stopsMax; stops += 1) {
      const there = await target.evaluate((element, group) => {
        const here = document.activeElement;
        return here === element || (group && here?.type === "radio" && here.name === element.name);
      }, group);
      if (there) return;
      await this.page.keyboard.press("Tab");
      await this.#look();
    }
    throw new Error(`the keyboard does not reach ${await target.evaluate((element) => element.outerHTML.slice(0, 120))}`);
  }

  // The ring is around the element itself, or around the box that stands for it.
  async #look() {
    const lost = await this.page.evaluate(() => {
      const here = document.activeElement;
      if (!here || here === document.body || here === document.documentElement) return "";
      const ringed = [here, here.closest(".opt")].some((one) => {
        const style = one && getComputedStyle(one);
        return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      });
      const box = here.getBoundingClientRect();
      const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      return ringed && inside ? "" : `${ringed ? "off the screen" : "without a ring"}: ${here.outerHTML.slice(0, 100)}`;
    });
    if (lost) throw new Error(`the focus is not seen, ${lost}`);
    this.#looked += 1;
  }
}

// Every form and link of ours loads a page; the next step begins when it stands.
async function leads(page, act) {
  await Promise.all([page.waitForEvent("load"), act()]);
}
