import type { Heading, Moment, Question, Text } from '@earshot/sdk/contract'

/** A text in the languages that Earshot speaks from the start. */
function say(en: string, zhHant: string, ko: string): Text {
  return { en, 'zh-Hant': zhHant, ko }
}

/** The dialogue's two roads part here: 1–3 is not satisfied, 4–5 is. */
const UNHAPPY = [{ question: 'satisfaction', max: 3 }]
const HAPPY = [{ question: 'satisfaction', min: 4 }]

/** Five words, worst first, that answer whether something is as it should be. */
const FACES = [
  say('Not at all', '很不滿意', '매우 불만'),
  say('Not quite', '不太滿意', '불만'),
  say('All right', '還可以', '보통'),
  say('Good', '滿意', '만족'),
  say('Delighted', '非常滿意', '매우 만족'),
]

/** Five that answer how something was. */
const FACES_OF_HOW = [
  say('Poor', '很不滿意', '매우 불만'),
  say('Not so good', '不太滿意', '불만'),
  ...FACES.slice(2, 4),
  say('Wonderful', '非常滿意', '매우 만족'),
]

function satisfaction(label: Text, labels: Text[]): Question {
  return { id: 'satisfaction', kind: 'satisfaction', label, required: true, labels }
}

/** Reasons by id, so that a figure over all moments can add them up. */
const REASONS = {
  packaging: say('Packaging', '包裝', '포장'),
  late: say('Late', '太慢', '배송 지연'),
  damaged: say('Damaged', '損壞', '파손'),
  'wrong-item': say('Wrong item', '商品錯誤', '다른 상품'),
  quality: say('Quality', '品質', '품질'),
  price: say('Price', '價格', '가격'),
  selection: say('Selection', '選擇', '상품 구성'),
  website: say('Website', '網站', '웹사이트'),
  payment: say('Payment', '付款', '결제'),
  amount: say('The amount', '金額', '금액'),
  details: say('Details', '明細', '내역'),
  waiting: say('Waiting time', '等候時間', '대기 시간'),
  staff: say('How we treated you', '服務態度', '응대'),
  service: say('Service', '服務', '서비스'),
  other: say('Something else', '其他', '기타'),
} as const

function reasons(...ids: (keyof typeof REASONS)[]): Question {
  return {
    id: 'reasons',
    kind: 'choices',
    label: say('What went wrong?', '哪裡不如意?', '어떤 점이 아쉬우셨나요?'),
    when: UNHAPPY,
    options: ids.map((id) => ({ id, label: REASONS[id] })),
  }
}

const praise: Question = {
  id: 'praise',
  kind: 'text',
  label: say('Anything we could do even better?', '我們還能做得更好嗎?', '더 잘할 수 있는 점이 있을까요?'),
  placeholder: say('A wish, a detail, a word of thanks', '例如包裝、送貨、服務', '바라는 점이나 한마디를 적어 주세요'),
  when: HAPPY,
}

const comment: Question = {
  id: 'comment',
  kind: 'text',
  label: say('What should we improve?', '我們該怎麼改進?', '무엇을 고치면 좋을까요?'),
  placeholder: say('Tell us what happened', '請告訴我們發生了什麼事', '어떤 일이 있었는지 알려 주세요'),
  when: UNHAPPY,
}

const photos: Question = {
  id: 'photos',
  kind: 'photo',
  label: say('Can you show us?', '方便讓我們看看嗎?', '사진으로 보여 주시겠어요?'),
  when: UNHAPPY,
}

/** Second view of the unhappy road: what would put it right, and where the answer may go. */
const putRight: Question[] = [
  {
    id: 'remedy',
    kind: 'remedy',
    label: say('What would put it right?', '怎麼做才能讓您滿意?', '어떻게 해 드리면 좋을까요?'),
    when: UNHAPPY,
    view: 2,
    options: [
      { id: 'replacement', label: say('A new one', '換新', '교환') },
      { id: 'refund', label: say('Money back', '退款', '환불') },
      { id: 'repair', label: say('Repair', '維修', '수리') },
      { id: 'apology', label: say('An apology', '一句道歉', '사과') },
      { id: 'you-decide', label: say('You decide', '由您們決定', '맡길게요') },
    ],
  },
  {
    id: 'contact',
    kind: 'contact',
    label: say('Where may we answer you?', '我們可以怎麼回覆您?', '어디로 답변을 드릴까요?'),
    hint: say('Only for this answer.', '僅用於回覆此事。', '이 답변에만 사용합니다.'),
    when: UNHAPPY,
    view: 2,
    fields: ['email'],
  },
]

/** Thanks come first, whatever was said. */
const HEARD: Heading = {
  when: UNHAPPY,
  view: 1,
  title: say('Thank you for telling us.', '謝謝您告訴我們。', '말씀해 주셔서 감사합니다.'),
}

const AFTER: Heading[] = [
  {
    when: UNHAPPY,
    title: say(
      'Thank you. We read every word.',
      '謝謝您,每一句話我們都會讀。',
      '감사합니다. 한 마디도 빠짐없이 읽겠습니다.',
    ),
    note: say(
      'What you told us goes to the people who can change it.',
      '您的話會直接交到能改進的人手中。',
      '고칠 수 있는 담당자에게 그대로 전달됩니다.',
    ),
  },
  {
    title: say(
      'Thank you. We read every word.',
      '謝謝您,每一句話我們都會讀。',
      '감사합니다. 한 마디도 빠짐없이 읽겠습니다.',
    ),
    note: say('It makes our day to know.', '知道您滿意,是我們最開心的事。', '덕분에 힘이 납니다.'),
  },
]

/** A moment that asks for satisfaction and goes the happy or the unhappy road. */
function journey(id: string, title: Text, question: Text, why: Question, faces = FACES): Moment {
  return {
    id,
    version: 2,
    title,
    note: say('Takes ten seconds', '只要十秒', '10초면 됩니다'),
    headings: [HEARD],
    questions: [satisfaction(question, faces), why, comment, photos, praise, ...putRight],
    after: AFTER,
  }
}

/**
 * The moments that every site begins with. A shop edits them as data; an edit makes a new version,
 * and these stay what they were. Changing one here changes it for sites that never edited it: count its version up.
 */
export const BUILTIN_MOMENTS: readonly Moment[] = [
  journey(
    'purchase',
    say('After a purchase', '購買之後', '구매 직후'),
    say('Is everything as you hoped?', '一切都如您所願嗎?', '모든 것이 마음에 드셨나요?'),
    reasons('website', 'selection', 'price', 'payment', 'service', 'other'),
  ),
  {
    id: 'order',
    version: 1,
    title: say('On the order form', '訂購單', '주문서'),
    headings: [],
    questions: [
      {
        id: 'comment',
        kind: 'text',
        label: say(
          'Anything we should know about this order?',
          '關於這筆訂單,有什麼想告訴我們的嗎?',
          '이 주문에 대해 알려 주실 말씀이 있나요?',
        ),
        hint: say('Goes to the shop with your order.', '會隨訂單一起送給店家。', '주문과 함께 매장에 전달됩니다.'),
        placeholder: say(
          'Gift wish, delivery hint, a word on our service',
          '送禮、送貨提醒,或對服務的意見',
          '선물 요청, 배송 메모, 서비스에 대한 한마디',
        ),
        maxLength: 10_000,
      },
    ],
    after: [
      {
        title: say(
          'Thank you. We read every word.',
          '謝謝您,每一句話我們都會讀。',
          '감사합니다. 한 마디도 빠짐없이 읽겠습니다.',
        ),
      },
    ],
  },
  journey(
    'invoice',
    say('With the invoice', '帳單', '청구서'),
    say('Is this invoice as it should be?', '這份帳單都正確嗎?', '청구서에 문제가 없나요?'),
    reasons('amount', 'details', 'late', 'payment', 'service', 'other'),
  ),
  journey(
    'delivery',
    say('After delivery', '收到商品之後', '배송 완료'),
    say('Did everything arrive as you hoped?', '收到的商品都如您所願嗎?', '상품이 잘 도착했나요?'),
    reasons('packaging', 'late', 'damaged', 'wrong-item', 'service', 'other'),
  ),
  journey(
    'service',
    say('After a service', '服務之後', '서비스 이용 후'),
    say('Did we serve you well?', '我們的服務讓您滿意嗎?', '서비스에 만족하셨나요?'),
    reasons('waiting', 'staff', 'quality', 'price', 'other'),
  ),
  {
    id: 'hotline',
    version: 1,
    title: say('Straight to the owner', '直達負責人', '대표에게 직접'),
    note: say(
      'Goes unfiltered to those who run the shop.',
      '原封不動送到經營者手中。',
      '운영자에게 그대로 전달됩니다.',
    ),
    headings: [],
    questions: [
      {
        id: 'comment',
        kind: 'text',
        label: say(
          'What should the people who run this shop hear?',
          '您想讓經營者聽到什麼?',
          '운영자가 꼭 들어야 할 말씀은 무엇인가요?',
        ),
        required: true,
        maxLength: 10_000,
      },
      {
        id: 'contact',
        kind: 'contact',
        label: say('Where may we answer you?', '我們可以怎麼回覆您?', '어디로 답변을 드릴까요?'),
        hint: say('Only for this answer.', '僅用於回覆此事。', '이 답변에만 사용합니다.'),
        fields: ['email'],
      },
    ],
    after: [
      {
        title: say(
          'Thank you. It will be read as you wrote it.',
          '謝謝您,我們會一字不漏地讀。',
          '감사합니다. 쓰신 그대로 읽겠습니다.',
        ),
      },
    ],
  },
  {
    id: 'leaving',
    version: 1,
    title: say('Customers who stopped buying', '久未光臨的顧客', '떠난 고객'),
    note: say('We have missed you.', '好久不見,我們很想念您。', '오랫동안 뵙지 못했습니다.'),
    headings: [],
    questions: [
      {
        id: 'reasons',
        kind: 'choices',
        label: say('What made you stop?', '是什麼讓您不再光臨?', '찾지 않게 되신 이유는 무엇인가요?'),
        options: (['price', 'quality', 'selection', 'service', 'late', 'other'] as const).map((id) => ({
          id,
          label: REASONS[id],
        })),
      },
      {
        id: 'comment',
        kind: 'text',
        label: say('What would bring you back?', '怎麼做能讓您再回來?', '다시 찾으시려면 무엇이 필요할까요?'),
      },
      {
        id: 'nps',
        kind: 'nps',
        label: say(
          'How likely are you to recommend us to a friend?',
          '您有多願意把我們推薦給朋友?',
          '친구에게 저희를 추천하시겠어요?',
        ),
        low: say('Not at all', '完全不會', '전혀 아니다'),
        high: say('Very likely', '非常願意', '매우 그렇다'),
        view: 2,
      },
      { ...putRight[1]!, when: [] },
    ],
    after: [AFTER[0]!].map(({ title, note }) => ({ title, note: note! })),
  },
  {
    // Asked after a complaint, and after a purchase, too.
    ...journey(
      'followup',
      say('A return visit', '後續關懷', '후속 확인'),
      say('Are you satisfied now, all in all?', '整體來說,您現在滿意嗎?', '지금은 전반적으로 만족하시나요?'),
      reasons('waiting', 'staff', 'quality', 'other'),
    ),
    version: 3,
  },
  {
    ...journey(
      'anytime',
      say('Anytime', '隨時', '언제든지'),
      say('How was it?', '覺得如何呢?', '어떠셨나요?'),
      reasons('website', 'selection', 'price', 'quality', 'late', 'damaged', 'service', 'other'),
      FACES_OF_HOW,
    ),
    version: 3,
  },
]
