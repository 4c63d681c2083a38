-- The machine that times: its compiler, its CPU, what it can run.
-- In: what the compiler and the system say. Out: names and sizes.
-- Always: the compiler's own name of the CPU is the name of choices.

local process = require("tune.process")

local machine = {}

local function fail(subject, message)
  error({ message = subject .. ": " .. message }, 0)
end

--- The C compiler: $CC, else cc.
-- @return { command, version = its first line }
function machine.compiler()
  local command = os.getenv("CC") or "cc"
  local text, status = process.run(command .. " --version")
  if status ~= 0 then
    fail("CC", ("`%s` is no compiler that runs; install gcc or clang, or set CC"):format(
      command))
  end
  return { command = command, version = text:match("[^\n]*") }
end

--- The compiler's name of this CPU: "sapphirerapids", "neoverse-n1".
function machine.cpu(compiler)
  local target = process.run(compiler.command .. " -dumpmachine")
  local option = target:find("^aarch64") and "-mcpu=" or "-march="
  local native = compiler.command .. " " .. option .. "native "
  local name = process.run(native .. "-Q --help=target"):match(
    "%f[-]" .. option:gsub("%-", "%%-") .. "%s+([%w._-]+)")
    or process.run(native .. "-### -x c -c /dev/null"):match('"%-target%-cpu" "([^"]+)"')
  if not name then
    fail("--cpu", ("`%s` does not name this CPU; give the option"):format(
      compiler.command))
  end
  return name
end

--- What decides times, as the system names it: the CPU's model and its caches in bytes.
function machine.facts()
  local facts = { cpu = process.run("LC_ALL=C lscpu"):match("Model name:%s*([^\n]+)")
    or "unknown" }
  for field, variable in pairs({ l1d = "LEVEL1_DCACHE_SIZE", l2 = "LEVEL2_CACHE_SIZE",
    l3 = "LEVEL3_CACHE_SIZE" }) do
    facts[field] = math.tointeger(process.run("getconf " .. variable)) or 0
  end
  return facts
end

--- Complains of a CPU that nothing can be pinned to.
function machine.check_pin(number)
  local said, status = process.run(("taskset -c %s true"):format(number))
  if status ~= 0 then fail("--pin", said:match("[^\n]*")) end
end

-- Compiles and runs a program, in a folder that is gone afterwards.
local PROBE <const> = [[folder=$(mktemp -d) \
  && printf %%s %s | %s -x c - -o $folder/probe && $folder/probe
  status=$?; rm -r $folder; (exit $status)]]

--- The names of the ISAs that run here, as a set.
function machine.runs(isas, compiler)
  local lines = { "#include <stdio.h>", "int main(void)", "{" }
  for _, isa in ipairs(isas) do
    if isa.available then
      lines[#lines + 1] = ("#if %s\n  if (%s) puts(\"%s\");\n#endif"):format(
        isa.guard or "1", isa.available, isa.name)
    end
  end
  lines[#lines + 1] = "  return 0;\n}\n"
  local text, status = process.run(PROBE:format(
    process.quote(table.concat(lines, "\n")), compiler.command))
  if status ~= 0 then
    fail("CC", "cannot compile a small program: " .. text:match("[^\n]*"))
  end
  local names = {}
  for name in text:gmatch("[^\n]+") do names[name] = true end
  return names
end

return machine
