import type { Wording } from './wording.ts'

export const ko: Wording = {
  templates: {
    acknowledgement: {
      subject: '[{shop}] 불만이 접수되었습니다 ({number})',
      body: `{name} 고객님,

말씀해 주셔서 감사합니다. 접수 번호는 {number}입니다.

> {said}

내용을 확인한 뒤 답변을 드리겠습니다.
{answerBy}까지 담당자가 연락드립니다.

고객님 전용 페이지에서 언제든지 진행 상황을 확인하고 글이나 사진을 더하실 수 있습니다. 링크를 아는 사람은 누구나 볼 수 있으니 다른 분께 알리지 마세요.

[진행 상황 보기]({link})`,
    },
    notice: {
      subject: '{number}: {event}',
      body: `{event}

접수 번호 {number}
고객 {customer}
남은 일 {clock}
기한 {due}

> {said}

[불만 열기]({link})`,
    },
    answer: {
      subject: '[{shop}] 답변을 드렸습니다 ({number})',
      body: `{name} 고객님,

> {words}

{shop} {author}

{promised}까지 다시 답변드리겠습니다.

전용 페이지에서 답장하실 수 있습니다.

[읽고 답하기]({link})`,
    },
    question: {
      subject: '[{shop}] 여쭤볼 것이 있습니다 ({number})',
      body: `{name} 고객님,

처리를 계속하려면 고객님의 도움이 필요합니다.

> {words}

{shop} {author}

가능하시면 {until}까지 답해 주세요.

[답하기]({link})`,
    },
    remedy: {
      subject: '[{shop}] 이렇게 바로잡고자 합니다 ({number})',
      body: `{name} 고객님,

> {words}

불편을 드려 죄송합니다. 다음과 같이 제안드립니다.

> {terms}

결정은 고객님께 달려 있습니다. 전용 페이지에서 수락하거나 거절해 주세요. 그전에는 아무것도 진행되지 않습니다.
이 제안은 {until}까지 유효합니다.

[제안 보기]({link})`,
    },
    confirm: {
      subject: '[{shop}] 잘 해결되었나요? ({number})',
      body: `{name} 고객님,

저희가 할 일을 모두 마쳤습니다.

> {words}

해결에 만족하시나요? 그렇지 않다면 말씀해 주세요. 다시 살펴보겠습니다.
{until}까지 알려 주세요.

[알려 주기]({link})`,
    },
    reminder: {
      subject: '[{shop}] 답변을 기다리고 있습니다 ({number})',
      body: `{name} 고객님,

접수 번호 {number}의 불만이 고객님의 답변을 기다리고 있습니다.
소식이 없으면 {closes}에 종료됩니다. 이후에도 다시 여실 수 있습니다.

[진행 상황 보기]({link})`,
    },
    closed: {
      subject: '[{shop}] 불만 처리가 종료되었습니다 ({number})',
      body: `{name} 고객님,

> {words}

접수 번호 {number}의 처리가 종료되었습니다. 기다려 주시고 말씀해 주셔서 감사합니다. 더 나아지는 데 큰 도움이 됩니다.
아직 해결되지 않았다면 {reopenUntil}까지 다시 여실 수 있습니다.

[진행 상황 보기]({link})`,
    },
    visit: {
      subject: '[{shop}] 지금은 어떠신가요?',
      body: `{name} 고객님,

말씀해 주신 불편(접수 번호 {number})이 이제 잘 해결되었는지 알고 싶습니다.
{order}번 주문에 감사드립니다. 모든 것이 마음에 드셨는지 알고 싶습니다.
오늘은 고객님 생각이 났습니다: {day}. 좋은 일만 있으시길 바랍니다!
{last} 이후로 뵙지 못했습니다. 저희가 부족한 점이 있었을까요?

1분이면 됩니다. 한 마디도 빠짐없이 읽겠습니다.

[알려 주기]({link})`,
    },
    thanks: {
      subject: '[{shop}] 의견을 들려주셔서 감사합니다',
      body: `{name} 고객님,

시간을 내어 말씀해 주셔서 감사합니다. 한 마디도 빠짐없이 읽었으며, 해당 담당자에게 전해 드렸습니다.

{shop} {author} 드림`,
    },
    merged: {
      subject: '[{shop}] 불만 {number}은(는) {into}(으)로 이어서 처리합니다',
      body: `{name} 고객님,

접수 번호 {number}의 불만을 같은 사안의 다른 불만과 함께 처리하고 있습니다. 앞으로는 접수 번호 {into}(으)로 이어집니다. 말씀해 주신 내용은 그대로 남아 있습니다.

[내용 보기]({link})`,
    },
    register: {
      subject: '[{shop}] 불만 기록부 {day}',
      body: `{shop}의 불만 기록부에는 {rows}건의 기록이 있습니다. 가장 최근 기록의 해시는 다음과 같습니다.

> {head}

이 메일을 보관하세요. 어떤 기록도 고쳐지거나 빠지지 않았음을 나중에 증명할 수 있습니다.`,
    },
    webhook: {
      subject: '[{shop}] 웹훅이 꺼졌습니다',
      body: `{address}(으)로 보내는 웹훅이 영구히 사라졌다고 응답하여(410) 꺼졌습니다. 기다리던 소식은 보내지 않습니다.

이름: {label}

뜻한 바가 아니라면 그 주소를 고치고 웹훅을 다시 켠 뒤, 보내지 못한 것을 다시 보내세요.`,
    },
    cluster: {
      subject: '[{shop}] {what} 관련 불만 {count}건',
      body: `{days}일 안에 같은 대상에 대한 불만이 {count}건 접수되었습니다. 하나의 원인이 있을 수 있습니다.

상품: {product}
배치: {batch}
분류: {category}

> {list}

이 알림은 한 번만 보내 드립니다. 불만이 더 들어오면 목록에 계속 반영됩니다.

[불만 보기]({link})`,
    },
    improvement: {
      subject: '[{shop}] 확인이 필요한 개선 조치가 있습니다',
      body: `> {words}

{due}까지 마치기로 한 조치입니다. 끝났으면 완료로 표시하고, 아니면 새 날짜를 정해 주세요.
{done}에 마친 조치입니다. 이제 전후를 비교할 수 있으니 효과가 있었는지 알려 주세요.

[열기]({link})`,
    },
    invitation: {
      subject: '[{shop}] Earshot에 초대합니다',
      body: `{shop}의 고객 불만을 Earshot에서 함께 처리하도록 초대합니다.
초대한 사람: {by}

비밀번호를 정하고 시작하세요.
링크는 {until}까지 한 번만 쓸 수 있습니다.

[비밀번호 정하기]({link})`,
    },
    reset: {
      subject: '[{shop}] Earshot 비밀번호 재설정',
      body: `비밀번호 재설정 요청을 받았습니다. 직접 요청하지 않으셨다면 아무것도 하지 마세요. 지금 비밀번호가 그대로 유지됩니다.

링크는 한 번만 쓸 수 있습니다.
{until}까지 유효합니다.

[새 비밀번호 정하기]({link})`,
    },
  },
  events: {
    assigned: '새 불만을 맡게 되었습니다',
    due_soon: '기한이 다가옵니다',
    overdue: '기한이 지났습니다',
    approval: '승인을 기다립니다',
    wrote: '고객이 글을 남겼습니다',
    objected: '고객이 이의를 제기했습니다',
    accepted: '고객이 수락했습니다',
    declined: '고객이 제안을 거절했습니다',
    unsatisfied: '고객이 아직 만족하지 않습니다',
    reopened: '불만이 다시 열렸습니다',
    withdrawn: '고객이 불만을 취하했습니다',
    task: '맡은 일이 있습니다',
    safety: '안전 문제가 걸려 있을 수 있습니다',
    undelivered: '고객에게 보낸 메일이 전달되지 못했습니다',
  },
  clocks: {
    'first-answer': '첫 답변',
    assessment: '판단',
    remedy: '해결 방안 제안',
    approval: '승인',
    fulfilment: '약속한 조치 이행',
    'follow-up': '후속 확인',
    promise: '약속한 답변',
  },
  foot: {
    customer: '{shop}에 남기신 불만에 이 주소가 적혀 있어 보내 드리는 메일입니다.',
    staff: '{shop}의 고객 불만을 담당하고 계셔서 보내 드리는 메일입니다.',
    unasked: '{shop}의 고객이셔서 보내 드리는 메일입니다.',
  },
  unsubscribe: '이런 메일 그만 받기',
}
