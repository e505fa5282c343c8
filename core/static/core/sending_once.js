/* A click sends a form once. Wagtail sends an edit form twice where the answer takes its
   time: a click on a decision puts hidden inputs into the form, its autosave takes that
   for an edit, and half a second later sends the form again, decision and all. People
   click twice. And a form that comes back from the browser's memory still has the
   decision in it. The server answers all of that with one effect; this script spares the
   second request. */
(() => {
  const EDIT_FORM = "form[data-edit-form]";
  const ONCE = `${EDIT_FORM}, form[data-sent-once], .modal form`;
  const DECISION = ["action-workflow-action", "workflow-action-name", "workflow-action-extra-data"];
  const PATIENCE_MS = 30_000;

  /* Forms on their way, with the time at which they were sent. */
  const sent = new WeakMap();

  const isOnItsWay = (form) => Date.now() - (sent.get(form) ?? -Infinity) < PATIENCE_MS;

  const decisionsIn = (form) =>
    [...form.querySelectorAll(":scope > input[type=hidden]")].filter(({ name }) => DECISION.includes(name));

  const forgetDecision = (form) => decisionsIn(form).forEach((input) => input.remove());

  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  /* The autosave that is being sent, if any. */
  const autosaveOf = (form) =>
    window.wagtail?.app?.getControllerForElementAndIdentifier?.(form, "w-autosave")?.submitPromise;

  let pending = null;

  /* Autosave waits half a second after it said that it saves: until then it can be
     called off, also by another event than its own. */
  document.addEventListener("w-autosave:save", (event) => {
    if (isOnItsWay(event.target) || decisionsIn(event.target).length) event.preventDefault();
    else pending = event;
  });

  const callOffAutosave = (form) => {
    if (pending?.target === form) pending.preventDefault();
    pending = null;
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches?.(ONCE) || form.method !== "post") return;
    if (isOnItsWay(form)) {
      stop(event);
      return;
    }
    const running = form.matches(EDIT_FORM) && autosaveOf(form);
    callOffAutosave(form);
    if (running && !form.dataset.waited) {
      // Two requests that save the same form at once would make two of what is new.
      stop(event);
      form.dataset.waited = "true";
      const { submitter } = event;
      running.finally(() => {
        form.requestSubmit(submitter);
        delete form.dataset.waited;
      });
      return;
    }
    sent.set(form, Date.now());
  }, true);

  /* What a dialogue asked for is sent without an event: the form is on its way as soon as
     the decision is in it. */
  const watch = (form) => {
    new MutationObserver(() => {
      if (!decisionsIn(form).length) return;
      callOffAutosave(form);
    }).observe(form, { childList: true });
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button, [data-workflow-action-url]");
    if (!button) return;
    const { form } = button;
    if (form?.matches(EDIT_FORM) && button.type === "submit") {
      if (isOnItsWay(form)) stop(event);
      else forgetDecision(form);
    }
    if (button.dataset.workflowActionUrl && !("launchModal" in button.dataset)) {
      // Sent through a form that is made for it, without an event.
      if (isOnItsWay(button)) stop(event);
      else sent.set(button, Date.now());
    }
  }, true);

  window.addEventListener("pageshow", ({ persisted }) => {
    document.querySelectorAll(EDIT_FORM).forEach((form) => {
      if (!persisted) return watch(form);
      sent.delete(form);
      forgetDecision(form);
      return undefined;
    });
  });
})();
