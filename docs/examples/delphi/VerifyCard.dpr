// Asks the service of the kit: VerifyCard http://127.0.0.1:18018/ TOKEN < scans.txt
// The service: node vi-bhyt-verify.mjs --serve --facility 01001 --token-file token.txt
// For Delphi (10.3 or later), and for Free Pascal or Lazarus (3.2 or later).
program VerifyCard;

{$APPTYPE CONSOLE}
{$IFDEF FPC}
{$MODE DELPHI}

uses
  SysUtils, Classes, fpjson, jsonparser, fphttpclient;
{$ELSE}

uses
  System.SysUtils, System.Classes, System.JSON, System.Net.HttpClient, System.Net.URLClient;
{$ENDIF}

{$IFDEF FPC}
function VerifyScan(const Url, Token, Scanned: string): TJSONObject;
var
  Client: TFPHTTPClient;
  Request: TJSONObject;
begin
  Client := TFPHTTPClient.Create(nil);
  Request := TJSONObject.Create(['text', Scanned]);
  try
    Client.AddHeader('Authorization', 'Bearer ' + Token);
    Client.AddHeader('Content-Type', 'application/json');
    Client.RequestBody := TStringStream.Create(Request.AsJSON);
    Result := GetJSON(Client.Post(Url)) as TJSONObject;
  finally
    Client.RequestBody.Free;
    Request.Free;
    Client.Free;
  end;
end;

function TextOf(Answer: TJSONObject; const Name: string): string;
begin
  Result := Answer.Get(Name, '?');
end;
{$ELSE}
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

function TextOf(Answer: TJSONObject; const Name: string): string;
begin
  Result := Answer.GetValue<string>(Name, '?');
end;
{$ENDIF}

var
  Scanned: string;
  Answer: TJSONObject;
begin
  while not Eof(Input) do
  begin
    ReadLn(Scanned);
    Answer := VerifyScan(ParamStr(1), ParamStr(2), Scanned);
    try
      WriteLn(TextOf(Answer, 'verdict'), ' ', TextOf(Answer, 'colour'));
    finally
      Answer.Free;
    end;
  end;
end.
