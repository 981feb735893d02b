// The addresses of the page.

export const parts_of = (hash) => hash.replace(/^#\/?/, "").split("/").filter(Boolean);

export const job_place = (job, ...rest) => `#/${["job", job, ...rest].join("/")}`;

export const candidate_place = (job, candidate) => job_place(job, "cv", candidate);

/** Goes to a place; without a step back to where one was when `instead` is given. */
export const go = (hash, instead = false) => {
  if (instead) {
    history.replaceState(null, "", hash);
    if (document.readyState === "complete") dispatchEvent(new Event("desk:again"));
  } else if (location.hash === hash) {
    dispatchEvent(new Event("desk:again"));
  } else {
    location.hash = hash;
  }
};
