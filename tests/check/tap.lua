-- Test results as TAP.
-- In: the name of a test and what is wrong with it, if anything. Out: its line on
-- standard output, the reason as comments. Always: tap.finish prints the plan and exits 1
-- unless all passed.

local tap = {}

local COMMENT_LINES <const> = 10

local number, failures = 0, 0

--- A test that passed, or with a reason failed; a long reason is cut.
function tap.result(name, wrong)
  number = number + 1
  print(("%sok %d - %s"):format(wrong and "not " or "", number, name))
  if not wrong then return end
  failures = failures + 1
  local shown = 0
  for line in wrong:gmatch("[^\n]+") do
    shown = shown + 1
    if shown <= COMMENT_LINES then print("# " .. line) end
  end
end

--- A test that cannot be run here.
function tap.skip(name, reason)
  number = number + 1
  print(("ok %d - %s # SKIP %s"):format(number, name, reason))
end

--- Ends the run.
function tap.finish()
  print("1.." .. number)
  os.exit(failures == 0)
end

--- Runs a shell command.
-- @return whether it succeeded, and what it wrote
function tap.run(command)
  local pipe = assert(io.popen("(" .. command .. ") 2>&1"))
  local output = pipe:read("a")
  return pipe:close() == true, output
end

--- Whether this machine has a program.
function tap.has(program)
  return (tap.run("command -v " .. program))
end

--- Whether a compiler fuses products and sums when -march=native lets it.
function tap.fuses(compiler)
  local _, macros = tap.run(compiler .. " -march=native -dM -E -x c /dev/null")
  return macros:find("__FMA__", 1, true) ~= nil
end

return tap
