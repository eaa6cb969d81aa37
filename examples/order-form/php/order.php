<?php
// An order form in plain PHP, and the same words sent to Earshot by its back end.
// Try it:  EARSHOT_URL=http://localhost:4400 php -S localhost:4402 order.php

declare(strict_types=1);

$earshot = rtrim(getenv('EARSHOT_URL') ?: 'http://localhost:4400', '/');
$site = getenv('EARSHOT_SITE') ?: 'pk_demo';

if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    page('Your order', form($earshot, $site, 'P-' . random_int(100000, 999999)));
    return;
}

// The order arrives as in any shop. <earshot-field> would travel as earshot_comment.
$order = [
    'number' => field('number'),
    'name' => field('name'),
    'email' => field('email'),
    'comment' => field('earshot_comment') ?: field('comment'),
];
// … keep the order here …

answer_customer('Thank you', '<p>We have your order ' . esc($order['number']) . '.</p>');

if (trim($order['comment']) !== '') {
    // Made by Earshot's script in the customer's browser, which sends the same words with it: so they are kept once.
    // Without JavaScript there is none, and this is the only sending.
    $id = field('earshot_id');
    send_feedback($earshot, [
        'id' => preg_match('/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/', $id) ? $id : uuidv7(),
        'site' => $site,
        'moment' => 'order',
        'answers' => ['comment' => $order['comment']],
        'contact' => ['name' => $order['name'], 'email' => $order['email']],
        'order' => ['id' => $order['number'], 'total' => 4380, 'currency' => 'EUR'],
    ]);
}

/** Sends one feedback, three times at most. The id makes it safe: whatever arrives twice is kept once. */
function send_feedback(string $earshot, array $feedback): bool
{
    $body = json_encode($feedback, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE);
    for ($try = 1; $try <= 3; $try++) {
        $curl = curl_init($earshot . '/v1/feedback');
        curl_setopt_array($curl, [
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => $body,
            CURLOPT_HTTPHEADER => ['Content-Type: application/json'],
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_CONNECTTIMEOUT => 3,
            CURLOPT_TIMEOUT => 10,
        ]);
        $answer = curl_exec($curl);
        $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
        if ($status === 200 || $status === 201) {
            return true;
        }
        // No answer, "too many" and "not now" may pass; any other refusal will not, and its body names the field.
        $passes = $answer === false || $status === 429 || $status >= 500;
        error_log('Earshot: ' . ($answer === false ? curl_error($curl) : $status . ' ' . $answer));
        if ($status === 422 && isset($feedback['contact'])) {
            // A mistyped address is no reason to lose what the customer said.
            unset($feedback['contact']);
            return send_feedback($earshot, $feedback);
        }
        if (!$passes) {
            return false;
        }
        sleep($try);
    }
    return false;
}

/** A new UUIDv7: 48 bits of milliseconds, then random. */
function uuidv7(): string
{
    $bytes = substr(pack('J', (int) (microtime(true) * 1000)), 2) . random_bytes(10);
    $bytes[6] = chr((ord($bytes[6]) & 0x0f) | 0x70);
    $bytes[8] = chr((ord($bytes[8]) & 0x3f) | 0x80);
    return vsprintf('%s%s-%s-%s-%s-%s%s%s', str_split(bin2hex($bytes), 4));
}

/** Answers the customer now; what follows runs when they have the page. */
function answer_customer(string $title, string $body): void
{
    ignore_user_abort(true);
    ob_start();
    page($title, $body);
    header('Content-Length: ' . ob_get_length());
    header('Connection: close');
    while (ob_get_level() > 0) {
        ob_end_flush();
    }
    flush();
    if (function_exists('fastcgi_finish_request')) {
        fastcgi_finish_request();
    }
}

function form(string $earshot, string $site, string $number): string
{
    return '<form method="post" accept-charset="utf-8">
  <input type="hidden" name="number" data-earshot="order-id" value="' . esc($number) . '">
  <input type="hidden" name="total" data-earshot="total" data-currency="EUR" value="4380">
  <p><label>Name <input name="name" data-earshot="name" required></label>
  <p><label>E-mail <input name="email" type="email" data-earshot="email" required></label>
  <p><label>Anything we should know? <textarea name="comment" data-earshot="comment"></textarea></label>
  <p><button>Order for €43.80</button>
</form>
<script async src="' . esc($earshot) . '/w/' . esc($site) . '.js"></script>';
}

function page(string $title, string $body): void
{
    header('Content-Type: text/html; charset=utf-8');
    echo '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>', esc($title),
        '</title><h1>', esc($title), '</h1>', $body;
}

/** One field of the form; an empty string where it is absent or not text. */
function field(string $name): string
{
    $value = $_POST[$name] ?? '';
    return is_string($value) ? $value : '';
}

function esc(string $text): string
{
    return htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');
}
