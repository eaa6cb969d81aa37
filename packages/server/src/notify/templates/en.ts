import type { Wording } from './wording.ts'

export const en: Wording = {
  templates: {
    acknowledgement: {
      subject: '{shop}: we have your complaint {number}',
      body: `Dear {name},

Thank you for telling us. Your complaint is registered under the number {number}.

> {said}

We will look into it and answer you.
You will hear from one of us by {answerBy}.

On your own page you see where it stands at any time, and can add words or photos. Keep the link to yourself: whoever has it can read the page.

[See your complaint]({link})`,
    },
    notice: {
      subject: '{number}: {event}',
      body: `{event}

Complaint {number}
From {customer}
Waits for {clock}
Due {due}

> {said}

[Open the complaint]({link})`,
    },
    answer: {
      subject: '{shop} has answered your complaint {number}',
      body: `Dear {name},

> {words}

{author}, {shop}

We promise you an answer by {promised}.

You can answer on your page.

[Read and answer]({link})`,
    },
    question: {
      subject: '{shop} has a question about your complaint {number}',
      body: `Dear {name},

To go on we need your help:

> {words}

{author}, {shop}

Please answer by {until}, if you can.

[Answer]({link})`,
    },
    remedy: {
      subject: '{shop}: how we would like to put it right ({number})',
      body: `Dear {name},

> {words}

We are sorry for what happened. This is what we offer you:

> {terms}

You decide. Please accept or decline it on your page; nothing happens before.
The offer stands until {until}.

[See the offer]({link})`,
    },
    confirm: {
      subject: '{shop}: is it put right? ({number})',
      body: `Dear {name},

From our side everything is done.

> {words}

Are you satisfied with how we put it right? If not, say so: we will take it up again.
Please tell us by {until}.

[Tell us]({link})`,
    },
    reminder: {
      subject: '{shop}: we wait for your answer ({number})',
      body: `Dear {name},

Your complaint {number} waits for a word from you.
If we do not hear from you we will close it on {closes}. You can open it again.

[See your complaint]({link})`,
    },
    closed: {
      subject: '{shop}: your complaint {number} is closed',
      body: `Dear {name},

> {words}

Your complaint {number} is closed. Thank you for your patience and for telling us: it helps us to do better.
If it is still not right you can open it again until {reopenUntil}.

[See your complaint]({link})`,
    },
    visit: {
      subject: '{shop}: how is it now?',
      body: `Dear {name},

You told us that something was not right ({number}). We would like to know whether it is put right now.
Thank you for your order {order}. We would like to know whether everything is as you hoped.
We thought of you today: {day}. All the best!
We have not seen you since {last}. Was it something that we did?

It takes a minute, and we read every word.

[Tell us]({link})`,
    },
    thanks: {
      subject: '{shop}: thank you for what you told us',
      body: `Dear {name},

Thank you for taking the time to tell us. We read every word, and what you said has reached those whom it is about.

{author}, {shop}`,
    },
    merged: {
      subject: '{shop}: your complaint {number} goes on as {into}',
      body: `Dear {name},

We look after your complaint {number} together with another about the same matter. It goes on under the number {into}; nothing that you told us is lost.

[See your complaint]({link})`,
    },
    register: {
      subject: '{shop}: register of complaints, {day}',
      body: `The register of complaints of {shop} holds {rows} entries. The hash of the newest is

> {head}

Keep this mail: with it you can prove later that no entry was altered or left out.`,
    },
    webhook: {
      subject: '{shop}: a webhook was switched off',
      body: `The webhook to {address} answered that it is gone for good (410), so it was switched off, and what waited for it will not be sent.

It is kept as: {label}

If that was not meant, mend what answers there, switch the webhook on again, and send again what is listed as dead.`,
    },
    cluster: {
      subject: '{shop}: {count} complaints about {what}',
      body: `{count} complaints about the same thing came within {days} days. There may be one cause behind them.

Product: {product}
Batch: {batch}
Category: {category}

> {list}

You are told of this once. The list stays up to date while more come.

[See the complaints]({link})`,
    },
    improvement: {
      subject: '{shop}: an improvement waits for you',
      body: `> {words}

It should be done by {due}. Please say when it is, or give it another date.
It was done on {done}. The days since can now be compared with those before: please say whether it helped.

[Open it]({link})`,
    },
    invitation: {
      subject: '{shop} invites you to Earshot',
      body: `{by} invites you to answer the complaints of {shop} in Earshot.

Choose a password to begin.
The link works once, until {until}.

[Choose a password]({link})`,
    },
    reset: {
      subject: 'Your new password for {shop} in Earshot',
      body: `Somebody, you we hope, asked for a new password. If it was not you, do nothing: the old one stays.

The link works once.
It ends at {until}.

[Choose a new password]({link})`,
    },
  },
  events: {
    assigned: 'A complaint is yours',
    due_soon: 'Soon due',
    overdue: 'Overdue',
    approval: 'Waits for your approval',
    wrote: 'The customer wrote',
    objected: 'The customer objects',
    accepted: 'The customer accepted',
    declined: 'The customer declined the remedy',
    unsatisfied: 'The customer is still not satisfied',
    reopened: 'Opened again',
    withdrawn: 'The customer withdrew it',
    task: 'A task for you',
    safety: 'Somebody’s safety may be at stake',
    undelivered: 'A mail to the customer could not be delivered',
  },
  clocks: {
    'first-answer': 'the first answer',
    assessment: 'the assessment',
    remedy: 'a way to put it right',
    approval: 'the approval',
    fulfilment: 'what was agreed',
    'follow-up': 'the return visit',
    promise: 'what was promised',
  },
  foot: {
    customer: 'You get this mail because this address was given with a complaint to {shop}.',
    staff: 'You get this mail because you work with the complaints of {shop}.',
    unasked: 'You get this mail because you are a customer of {shop}.',
  },
  unsubscribe: 'No more such mails',
}
