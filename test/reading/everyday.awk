# everyday.awk - sentences of everyday news in which states agree nothing, for counting false facts.
#   awk -f everyday.awk -v count=800 >> everyday.txt
# Patterns with words in braces; the n-th sentence takes the next pattern and moves each word list on
# by a step of its own, so that the same call always prints the same text. No sentence comes twice.
#   The first 305 sentences of everyday.txt are written by hand.
function list(name, words) { size[name] = split(words, part, "|"); for (i = 1; i <= size[name]; i++) word[name, i] = part[i] }
function pattern(text) { patterns++; form[patterns] = text }
function draw(name) { seed = (seed * 1103 + 12345) % 1048573; return word[name, 1 + int(seed / 7) % size[name]] }
function fill(text,   out, name) {
    out = ""
    while (match(text, /\{[a-z]+\}/)) {
        name = substr(text, RSTART + 1, RLENGTH - 2)
        out = out substr(text, 1, RSTART - 1) draw(name)
        text = substr(text, RSTART + RLENGTH)
    }
    return out text
}
BEGIN {
    seed = 2024
    list("country", "Austria|Brazil|Canada|Chile|China|Egypt|Estonia|France|Georgia|Ghana|India|Italy|Japan|Jordan|Kazakhstan|Kenya|Mexico|Morocco|Norway|Pakistan|Peru|Poland|Spain|Turkey|Ukraine|Belarus|Uzbekistan|Vietnam")
    list("other", "Argentina|Belgium|Bulgaria|Colombia|Croatia|Cuba|Denmark|Finland|Greece|Hungary|Iceland|Ireland|Latvia|Malta|Nepal|Portugal|Qatar|Romania|Serbia|Slovenia|Sweden|Thailand|Tunisia|Uruguay|Wales")
    list("people", "Austrian|Brazilian|Canadian|Chinese|Danish|Egyptian|French|German|Greek|Indian|Italian|Japanese|Kenyan|Mexican|Pakistani|Polish|Russian|Spanish|Swedish|Turkish")
    list("city", "Almaty|Ankara|Berlin|Brussels|Cairo|Geneva|Islamabad|Karachi|Lima|Lisbon|London|Madrid|Minsk|Moscow|Nairobi|Oslo|Ottawa|Paris|Prague|Rome|Seoul|Tashkent|Tokyo|Vienna|Warsaw|Washington")
    list("day", "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
    list("month", "January|February|March|April|May|June|July|August|September|October|November|December")
    list("n", "three|four|five|six|seven|eight|nine|eleven|twelve|fourteen|twenty|thirty")
    list("big", "12|19|26|31|44|58|65|73|87|110|140|260|320|480")
    list("weather", "rain|snow|fog|sleet|drizzle|hail|strong wind|thunder|frost|haze")
    list("part", "north|south|east|west|centre|hills|valleys|coast")
    list("sport", "football|handball|basketball|hockey|volleyball|chess|tennis|rugby|cricket|judo")
    list("goods", "wheat|copper|coffee|sugar|rice|cotton|steel|cocoa|timber|nickel")
    list("share", "bank|airline|brewery|carmaker|chemist|builder|grocer|shipyard|publisher|insurer")
    list("crime", "theft|fraud|arson|burglary|forgery|bribery|smuggling|embezzlement|poaching|perjury")
    list("office", "health|education|transport|interior|finance|farm|culture|justice|housing|labour")
    list("law", "noise|parking|school meals|dog tags|plastic bags|fireworks|shop hours|rents|river banks|tobacco")
    list("art", "opera|novel|film|ballet|exhibition|concert|play|poem|mural|documentary")
    list("place", "library|museum|station|market hall|swimming pool|town hall|hospital|school|theatre|park")
    list("animal", "bear|owl|otter|wolf|stork|lynx|tortoise|goose|horse|seal")
    list("job", "baker|nurse|driver|teacher|plumber|carpenter|gardener|clerk|pilot|tailor")
    pattern("There will be {weather} in the {part} of {country} on {day}.")
    pattern("{country} beat {other} in the {sport} tournament in {city} on {day}.")
    pattern("The price of {goods} rose by {n} percent in {month}.")
    pattern("A court in {city} sentenced a {job} to {n} years for {crime}.")
    pattern("The {office} minister opened a {place} in the {part} of the country.")
    pattern("Parliament debated the bill on {law} for {n} hours.")
    pattern("The {people} {art} ran for {n} weeks at the {place} in {city}.")
    pattern("Shares of the {share} fell by {n} percent on {day}.")
    pattern("A {job} from {country} found a young {animal} behind the {place}.")
    pattern("The {share} signed a lease for {big} square metres in {city}.")
    pattern("{other} and {country} meet in the {sport} final on {day}.")
    pattern("The {place} in {city} will be closed in {month}.")
    pattern("Police in {city} arrested {n} people over {crime}.")
    pattern("Harvests of {goods} in {country} were {n} percent lower than last year.")
    pattern("A {people} {job} won the {sport} prize at the age of {big}.")
    pattern("The council agreed to mend the roof of the {place} before {month}.")
    pattern("Visitors to the {place} may bring their own {animal} on {day}.")
    pattern("The {office} ministry lowered the fee for {law} by {n} percent.")
    pattern("The {sport} player extended his contract in {city} for {n} years.")
    pattern("Nobody was hurt by the {weather} that came over {city} on {day}.")
    pattern("The union of {job}s and the {share} reached a deal on breaks after {n} rounds of talks.")
    pattern("The {art} by a writer from {other} was shown to {big} guests.")
    pattern("The government withdrew its law on {law} in {month}.")
    pattern("Researchers counted {big} pairs of the {animal} in {country}.")
    pattern("The judge in {city} will hear {n} witnesses to the {crime} on {day}.")
    for (made = 0; made < count;) {
        text = fill(form[1 + turn++ % patterns])
        if (text in seen) continue
        seen[text] = 1
        printf "%s%s", text, ++made % 8 ? " " : "\n\n"
    }
}
