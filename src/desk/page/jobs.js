// The job that is open, as the desk last told it.
import { get, post } from "./api.js";

let open = null;
let listener = () => {};

export const open_job = () => open;
export const forget_job = () => {
  open = null;
};
export const set_job_listener = (tell) => {
  listener = tell;
};

/** What the desk answered takes the place of what was known. */
export const take_job = (job) => {
  open = job;
  listener(job);
  return job;
};

export const load_job = async (number) => {
  open = await get(`jobs/${number}`);
  return open;
};

let last = Promise.resolve();

/** Changes of the post go one after the other, each on top of what the one before left. */
export const edit_job = (number, change) => {
  const doing = last.then(async () =>
    take_job(await post(`jobs/${number}/edits`, { edit: open?.edit, ...change })),
  );
  last = doing.catch(() => {});
  return doing;
};

export const step_job = (number, step) => {
  const doing = last.then(async () => take_job(await post(`jobs/${number}/${step}`)));
  last = doing.catch(() => {});
  return doing;
};
