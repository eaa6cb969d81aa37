import type { Scripts } from '../script.ts'

const satisfied = ['I am glad to hear that.', 'Is there anything that we could do even better?']
const later = 'Of course. When may I call you again? Any time within the next three days is fine.'

export const en: Scripts = {
  complaint: {
    greeting:
      'Hello[, {name}]. This is {staff} from {shop}. You told us that something was not right[ ({number})][ with {product}], and I am calling to hear how it is now. Do you have two minutes?',
    question: 'Are you satisfied with how we put it right?',
    satisfied,
    unsatisfied: [
      'I am sorry. Thank you for saying so.',
      'What is still not right?',
      'What would you like us to do about it?',
      'I am opening your complaint again right now. You will hear from us.',
    ],
    thanks: 'Thank you for your time, and for telling us in the first place: it helps us to do better.',
    later,
  },
  purchase: {
    greeting:
      'Hello[, {name}]. This is {staff} from {shop}. You ordered from us[ ({order})][: {product}], and I would like to hear how you like it. Do you have two minutes?',
    question: 'Is everything as you hoped?',
    satisfied,
    unsatisfied: [
      'I am sorry. Thank you for saying so.',
      'What is not as you hoped?',
      'What should we improve, and what would put it right for you?',
      'I am noting this down as a complaint. You will hear from us.',
    ],
    thanks: 'Thank you for your time, and for buying from us.',
    later,
  },
  day: {
    greeting:
      'Hello[, {name}]. This is {staff} from {shop}. We thought of you[ today: {day}] and wanted to wish you all the best.',
    question: 'And may I ask: are you satisfied with us?',
    satisfied,
    unsatisfied: [
      'I am sorry. Thank you for saying so.',
      'What was not right?',
      'What should we improve, and what would put it right for you?',
      'I am noting this down as a complaint. You will hear from us.',
    ],
    thanks: 'Thank you, and have a lovely day.',
    later,
  },
  leaving: {
    greeting:
      'Hello[, {name}]. This is {staff} from {shop}. We have not seen you for a while, and I would like to know whether it is something that we did. Do you have two minutes?',
    question: 'Were you satisfied with us?',
    satisfied: [
      'I am glad to hear that.',
      'What would you like to find here when you come back?',
      'Is there anything that we could do even better?',
    ],
    unsatisfied: [
      'I am sorry. Thank you for saying so.',
      'What made you stop?',
      'What should we improve, and what would put it right for you?',
      'I am noting this down as a complaint. You will hear from us.',
    ],
    thanks: 'Thank you for your time. We would be happy to see you again.',
    later,
  },
}
