// Préau's one script: polite extras over pages that work without it. No dependency; its one request is a form that stands on the page.
(() => {
  "use strict";

  const person = document.documentElement.dataset.person || "nobody";
  const prefix = "draft:";
  const keyOf = (field) => `${prefix}${person}:${field.dataset.draft}`;

  // A browser that forbids storage still gets every page: each use of it may fail quietly.
  const quietly = (use) => {
    try {
      return use();
    } catch {
      return undefined;
    }
  };

  // Drafts. Kept while typing; forgotten when the next page confirms the sending, or at sign-out.
  // A text that the server gave back (a form with faults) is newer than the draft and stays.
  const confirmed = document.querySelector("[data-flash]");
  const sent = quietly(() => sessionStorage.getItem("sent"));
  if (sent && confirmed) {
    quietly(() => localStorage.removeItem(sent));
  }
  quietly(() => sessionStorage.removeItem("sent"));

  for (const field of document.querySelectorAll("textarea[data-draft]")) {
    const kept = quietly(() => localStorage.getItem(keyOf(field)));
    if (kept && field.value === "") {
      field.value = kept;
    }
    let waiting;
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        quietly(() =>
          field.value.trim() === ""
            ? localStorage.removeItem(keyOf(field))
            : localStorage.setItem(keyOf(field), field.value),
        );
      }, 300);
    });
    if (field.form) {
      field.form.addEventListener("submit", () => {
        clearTimeout(waiting);
        quietly(() => localStorage.setItem(keyOf(field), field.value));
        quietly(() => sessionStorage.setItem("sent", keyOf(field)));
      });
    }
  }

  // Whoever uses this device next finds no draft.
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", () => {
      quietly(() => {
        for (const key of Object.keys(localStorage)) {
          if (key.startsWith(prefix)) {
            localStorage.removeItem(key);
          }
        }
      });
    });
  }

  // A form is sent once. Buttons that carry a value must stay enabled until the browser has read them.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") {
      return;
    }
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "yes";
    setTimeout(() => delete form.dataset.sending, 8000);
  });
  // Coming back with the browser's own button shows a page as it was left.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sending]")) {
      delete form.dataset.sending;
    }
  });

  // Printing: the link leads to the same page, so the button does no more than open the dialogue.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", (event) => {
      event.preventDefault();
      window.print();
    });
  }

  // The band over the composer says at once who will read. Words come from the page, in its language:
  // <input type=radio name=audience data-class data-icon data-readers data-reach data-button>
  for (const form of document.querySelectorAll("form[data-compose]")) {
    const band = form.querySelector("[data-band]");
    const show = () => {
      const choice = form.querySelector("input[name=audience]:checked");
      if (!band || !choice || !choice.dataset.readers) {
        return;
      }
      band.className = `aud ${choice.dataset.class || ""}`;
      const say = (selector, words) => {
        const place = form.querySelector(selector);
        if (place && words !== undefined) {
          place.textContent = words;
        }
      };
      say("[data-band-readers]", choice.dataset.readers);
      say("[data-band-reach]", choice.dataset.reach);
      say("[data-band-button]", choice.dataset.button);
      const icon = band.querySelector("use");
      if (icon && choice.dataset.icon) {
        icon.setAttribute("href", icon.getAttribute("href").replace(/#.*$/, `#i-${choice.dataset.icon}`));
      }
    };
    form.addEventListener("change", show);
    show();
  }

  // The line above what was read before: once it has really been on the screen, its own form is sent quietly.
  for (const form of document.querySelectorAll("form[data-when-seen]")) {
    if ("IntersectionObserver" in window) {
      let waiting;
      const watch = new IntersectionObserver((seen) => {
        clearTimeout(waiting);
        if (seen[seen.length - 1].isIntersecting) {
          waiting = setTimeout(() => {
            watch.disconnect();
            const body = new URLSearchParams(new FormData(form));
            fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" }).catch(() => {});
          }, 1000);
        }
      });
      watch.observe(form);
    }
  }

  // Menus close with Escape and when one clicks elsewhere.
  const menus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of menus()) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of menus()) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    }
  });

  // A form that came back with faults: the list of them is read first.
  const problems = document.getElementById("problems");
  if (problems) {
    problems.focus();
  }
})();
