// wink.js MODULES NDJSON: entities in each document with wink-nlp; prints MB/s of UTF-8 text, first with
// nothing but sentences and entities switched on, then with the model as it comes.
const fs = require("fs"), path = require("path");
const [modules, file] = process.argv.slice(2);
const load = (name) => require(path.resolve(modules, name));
const texts = fs.readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line).text);

function speed(pipe) {
    const nlp = load("wink-nlp")(load("wink-eng-lite-web-model"), pipe);
    const entities = (text) => nlp.readDoc(text).entities().out(nlp.its.detail).length;
    for (const text of texts.slice(0, 200)) entities(text);
    let bytes = 0, used;
    const start = process.cpuUsage();
    for (const text of texts) {
        entities(text);
        bytes += Buffer.byteLength(text);
        used = process.cpuUsage(start);
        if (used.user + used.system > 15e6) break;
    }
    return (bytes / (used.user + used.system)).toFixed(3);
}
console.log(speed(["sbd", "ner"]), speed(undefined));
