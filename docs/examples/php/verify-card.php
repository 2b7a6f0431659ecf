<?php
// Asks the service of the kit: php verify-card.php http://127.0.0.1:18018/ TOKEN < scans.txt
// The service: node vi-bhyt-verify.mjs --serve --facility 01001 --token-file token.txt
declare(strict_types=1);

/** The answer for one scanned text, as an array; null when the service does not answer. */
function verifyCard(string $url, string $token, string $scanned): ?array
{
    $context = stream_context_create(['http' => [
        'method' => 'POST',
        'header' => "Authorization: Bearer $token\r\nContent-Type: application/json\r\n",
        'content' => json_encode(['text' => $scanned], JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE),
        'timeout' => 5,
        'ignore_errors' => true,
    ]]);
    $answer = file_get_contents($url, false, $context);
    return $answer === false ? null : json_decode($answer, true, 16, JSON_THROW_ON_ERROR);
}

[, $url, $token] = $argv;
while (($scanned = fgets(STDIN)) !== false) {
    $answer = verifyCard($url, $token, rtrim($scanned, "\r\n"));
    echo ($answer['verdict'] ?? '?'), ' ', ($answer['colour'] ?? '?'), "\n";
}
