// Rows of one height, of which only those in sight are in the page: thousands scroll as ten do.

const beyond = 6;

/** `host` gets rows of `draw(index)`; `count()` says how many there are. */
export const virtual_list = ({ host, probe, count, draw, frozen = () => null }) => {
  const drawn = new Map();
  let height = 1;
  let planned = 0;

  const put = (index) => {
    const row = draw(index);
    row.style.transform = `translateY(${index * height}px)`;
    row.dataset.index = String(index);
    return row;
  };

  const range = () => {
    const top = -host.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(top / height) - beyond);
    const last = Math.min(count(), Math.ceil((top + innerHeight) / height) + beyond);
    return [first, Math.max(first, last)];
  };

  const show = () => {
    planned = 0;
    const [first, last] = range();
    const kept = frozen();
    const wanted = new Set();
    for (let index = first; index < last; index += 1) wanted.add(index);
    // The row that has the focus stays, wherever it is scrolled to.
    if (kept !== null && kept < count()) wanted.add(kept);
    for (const [index, row] of drawn) {
      if (!wanted.has(index)) {
        row.remove();
        drawn.delete(index);
      }
    }
    // In the order of the list, so that Tab and readers go through it in order.
    let after = host.firstElementChild;
    for (const index of [...wanted].sort((one, other) => one - other)) {
      let row = drawn.get(index);
      if (!row) {
        row = put(index);
        drawn.set(index, row);
      }
      if (row === after) after = after.nextElementSibling;
      else host.insertBefore(row, after);
    }
  };

  const plan = () => {
    if (!planned) planned = requestAnimationFrame(show);
  };

  const measure = () => {
    height = Math.max(1, probe.getBoundingClientRect().height);
    host.style.height = `${count() * height}px`;
    for (const [index, row] of drawn) row.style.transform = `translateY(${index * height}px)`;
    show();
  };

  addEventListener("scroll", plan, { passive: true });
  addEventListener("resize", measure);

  return {
    /** All rows anew. */
    refresh: () => {
      drawn.forEach((row) => row.remove());
      drawn.clear();
      measure();
    },
    /** One row anew, with the focus where it was. */
    redraw: (index) => {
      const old = drawn.get(index);
      if (!old) return;
      const focused = old.contains(document.activeElement)
        ? (document.activeElement.dataset.focus ?? "open")
        : null;
      const row = put(index);
      drawn.set(index, row);
      old.replaceWith(row);
      if (focused) row.querySelector(`[data-focus="${focused}"]`)?.focus({ preventScroll: true });
    },
    row: (index) => drawn.get(index),
    /** Scrolls so far that the row is in sight, below what sticks to the top. */
    reveal: (index, covered = 0) => {
      const top = host.getBoundingClientRect().top + index * height;
      if (top < covered) scrollBy(0, top - covered - 8);
      else if (top + height > innerHeight) scrollBy(0, top + height - innerHeight + 8);
      show();
    },
    leave: () => {
      removeEventListener("scroll", plan);
      removeEventListener("resize", measure);
      cancelAnimationFrame(planned);
    },
  };
};
