// What leaves the printer: how many sheets, of which size, and what stands on them.

import { Visitors, asMember } from "../chromium.mjs";
import { languages } from "../pages.mjs";

const a4 = { width: 595, height: 842 }; // points

// Chromium writes the objects of a page uncompressed: they can be counted without a reader.
export async function countPages(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(([, width, height]) => ({ width: Math.round(width), height: Math.round(height) }));
  const sheets = [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
  if (sheets === 0) throw new Error("no page was found in the PDF");
  const odd = boxes.find(({ width, height }) => Math.abs(width - a4.width) > 2 || Math.abs(height - a4.height) > 2);
  if (boxes.length === 0 || odd) throw new Error(`the paper is not A4: ${JSON.stringify(odd ?? boxes)}`);
  return sheets;
}

async function a_full_month_is_printed_on_one_sheet_without_buttons(scene) {
  for (const language of languages) {
    await asMember(scene, "yvonne.tessier", language, async (page, origin) => {
      await page.goto(`${origin}${language === "fr" ? "/agenda" : "/calendar"}`);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const seen = await page.evaluate(() => ({
        chrome: [...document.querySelectorAll(".top, nav, footer, button, .btn, form")].filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 60)),
        rows: [...document.querySelectorAll("li.rdv")].filter((one) => one.checkVisibility()).length,
        paper: getComputedStyle(document.body).backgroundColor,
      }));
      if (seen.chrome.length > 0) throw new Error(`on paper one sees ${seen.chrome.join(" | ")}`);
      if (seen.rows < 4 || seen.paper !== "rgb(255, 255, 255)") throw new Error(`on paper: ${JSON.stringify(seen)}`);
      const sheets = await countPages(page);
      if (sheets !== 1) throw new Error(`the agenda in "${language}" takes ${sheets} sheets`);
    });
  }
}

async function the_poster_is_one_sheet_with_its_code_in_large_letters({ browser, demo }) {
  const visitors = new Visitors(browser, demo, "fr");
  try {
    const page = await (await visitors.context("administrator")).newPage();
    await page.goto(`${demo.origin}/gestion/invitations`);
    await Promise.all([page.waitForEvent("load"), page.locator("a[href*='/gestion/affiches/']").first().click()]);
    await page.emulateMedia({ media: "print" });
    const size = await page.locator(".poster-code").evaluate((one) => parseFloat(getComputedStyle(one).fontSize));
    if (size < 40) throw new Error(`the code is ${size} px high`);
    if (!demo.section.ids.poster_codes.includes((await page.locator(".poster-code").innerText()).trim())) throw new Error("the code on the poster is none of the demo's");
    if (await countPages(page) !== 1) throw new Error("the poster is not one sheet");
  } finally {
    await visitors.close();
  }
}

// A printer leaves dark backgrounds out: light letters on them would be white on white.
async function the_public_page_is_read_on_white_paper({ browser, demo }) {
  const context = await browser.newContext({ locale: "fr-FR" });
  try {
    const page = await context.newPage();
    await page.goto(demo.origin);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const pale = await page.evaluate(() => [...document.querySelectorAll("main h1, main h2, main h3, main p, main a, main li")]
      .filter((one) => one.checkVisibility() && one.innerText.trim())
      .filter((one) => getComputedStyle(one).color.match(/\d+/g).slice(0, 3).some((part) => Number(part) > 120))
      .map((one) => one.outerHTML.slice(0, 80)));
    if (pale.length > 0) throw new Error(`too pale for paper: ${pale.join(" | ")}`);
  } finally {
    await context.close();
  }
}

export const paper = { a_full_month_is_printed_on_one_sheet_without_buttons, the_poster_is_one_sheet_with_its_code_in_large_letters, the_public_page_is_read_on_white_paper };
