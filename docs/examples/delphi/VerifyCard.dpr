// Asks the service of the kit: VerifyCard http://127.0.0.1:18018/ TOKEN < scans.txt
// The service: node vi-bhyt-verify.mjs --serve --facility 01001 --token-file token.txt
program VerifyCard;

{$APPTYPE CONSOLE}

uses
  System.SysUtils, System.Classes, System.JSON, System.Net.HttpClient, System.Net.URLClient;

function VerifyScan(const Url, Token, Scanned: string): TJSONObject;
var
  Client: THTTPClient;
  Request: TJSONObject;
  Body: TStringStream;
  Headers: TNetHeaders;
begin
  Client := THTTPClient.Create;
  Request := TJSONObject.Create;
  try
    Request.AddPair('text', Scanned);
    Body := TStringStream.Create(Request.ToJSON, TEncoding.UTF8);
    try
      Headers := [TNetHeader.Create('Authorization', 'Bearer ' + Token),
        TNetHeader.Create('Content-Type', 'application/json')];
      Result := TJSONObject.ParseJSONValue(
        Client.Post(Url, Body, nil, Headers).ContentAsString(TEncoding.UTF8)) as TJSONObject;
    finally
      Body.Free;
    end;
  finally
    Request.Free;
    Client.Free;
  end;
end;

var
  Scanned: string;
  Answer: TJSONObject;
begin
  while not Eof(Input) do
  begin
    ReadLn(Scanned);
    Answer := VerifyScan(ParamStr(1), ParamStr(2), Scanned);
    try
      WriteLn(Answer.GetValue<string>('verdict', '?'), ' ', Answer.GetValue<string>('colour', '?'));
    finally
      Answer.Free;
    end;
  end;
end.
