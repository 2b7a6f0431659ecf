// Calls the command of the kit and keeps it alive: one request a line, one answer a line.
// dotnet run -- node vi-bhyt-verify.mjs --json --facility 01001 < scans.txt
using System;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

public sealed class CardVerifier : IDisposable
{
    private readonly Process process;
    private readonly object oneAtATime = new();

    public CardVerifier(string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        process = Process.Start(start) ?? throw new InvalidOperationException("the verifier did not start");
    }

    /// <summary>The answer for one scanned text: "verdict", "colour", "notes", and "card" where it is genuine.</summary>
    public JsonElement Verify(string scanned)
    {
        lock (oneAtATime)
        {
            process.StandardInput.WriteLine(JsonSerializer.Serialize(new { text = scanned }));
            process.StandardInput.Flush();
            var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the verifier ended");
            return JsonDocument.Parse(line).RootElement.Clone();
        }
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.Dispose();
    }
}

public static class Program
{
    public static void Main(string[] command)
    {
        using var verifier = new CardVerifier(command[0], command[1..]);
        while (Console.In.ReadLine() is { } scanned)
        {
            var answer = verifier.Verify(scanned);
            Console.WriteLine($"{answer.GetProperty("verdict")} {answer.GetProperty("colour")}");
        }
    }
}
