-- Compiles variants.
-- In: variants, headers, a compiler. Out: a shared object for each variant, the runner.
-- Always: what has been compiled from the same text by the same compiler is not compiled
-- again, whatever happened in between.

local file = require("file")
local process = require("tune.process")
local template = require("template")
local words = require("words")

local build = {}

local GROUP <const> = 4 -- variants that are compiled in one go, per CPU
local OUT_OF_TIME <const> = 124 -- the status of timeout

--- The folder of what one set of headers and one compiler makes.
-- @param name of a sweep: others may run at the same time
function build.folder(work, name, headers, compiler)
  local texts = { compiler.command, compiler.version }
  for i, header in ipairs(headers) do texts[i + 2] = header.text end
  return ("%s/%s-%s"):format(work, name, words.hash(texts))
end

-- The makefile that says what each shared object is made of.
local function makefile(variants)
  local lines = {}
  for i, variant in ipairs(variants) do
    local objects = {}
    for j, unit in ipairs(variant.units) do objects[j] = unit.stem .. ".o" end
    objects = table.concat(objects, " ")
    lines[#lines + 1] = ("%s.so: %s"):format(variant.id, objects)
    if i == 1 then
      lines[#lines + 1] = ("%s.runner: %s"):format(variant.id, objects)
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

-- Absolute, for a make that runs elsewhere.
local function bench_folder()
  return (process.run(("cd %s/../tests/bench && pwd"):format(
    process.quote(template.folder))))
end

-- The first complaint of a compiler among make's lines.
local function complaint(text)
  return text:match("[^\n]*error:[^\n]*") or text:match("[^\n]+") or ""
end

-- The command that makes goals, up to these; and how many it makes at once.
local function make_of(options)
  local jobs, bench = math.tointeger(process.run("nproc")) or 1, bench_folder()
  return ("make -k -j%d -C %s -f %s/tune.mk CC=%s BENCH=%s MODEL=%s DTYPE=%s"):format(
    jobs, process.quote(options.folder), process.quote(bench),
    process.quote(options.compiler.command), process.quote(bench), options.model,
    options.dtype), jobs
end

-- All files of a sweep's folder.
local function files_of(variants, headers)
  local files = table.move(headers, 1, #headers, 1, {})
  for _, variant in ipairs(variants) do
    for _, unit in ipairs(variant.units) do
      files[#files + 1] = { name = unit.stem .. ".c", text = unit.text }
    end
  end
  files[#files + 1] = { name = "variants.mk", text = makefile(variants) }
  return files
end

-- Goals in groups, one after the other, so that a group is whole when time is up. The
-- order is that of the hashes: what is ready by then is a fair sample.
local function groups_of(variants, jobs)
  local base, objects = variants[1].id, {}
  for i = 2, #variants do objects[i - 1] = variants[i].id .. ".so" end
  table.sort(objects)
  local groups = { { base .. ".runner", base .. ".again", base .. ".so" } }
  for i = 1, #objects, GROUP * jobs do
    groups[#groups + 1] = table.move(objects, i,
      math.min(i + GROUP * jobs - 1, #objects), 1, {})
  end
  return groups
end

--- Compiles within a time; what is not ready by then is left.
-- @param options { folder, model, dtype, compiler, variants, headers, seconds }
-- @param each called with each variant's name as it is ready
-- @return the variants that are ready, each with `object` and `bytes` of code; those that
--   do not compile; a complaint about one of these
function build.run(options, each)
  local variants, names = options.variants, {}
  for _, variant in ipairs(variants) do names[variant.id] = variant.name end
  file.write(options.folder, files_of(variants, options.headers))
  local make, jobs = make_of(options)
  local deadline, said, late = os.time() + options.seconds, {}, false
  for _, goals in ipairs(groups_of(variants, jobs)) do
    local text, status = process.run(("timeout --foreground %.1f %s %s"):format(
      math.max(0.1, deadline - os.time()), make, table.concat(goals, " ")),
      function(line)
        local id = line:match("^built (%x+)%.so$")
        if id then each(names[id]) end
      end)
    said[#said + 1] = text
    late = status == OUT_OF_TIME
    if late then break end
  end
  return build.ready(options.folder, variants, late, complaint(table.concat(said, "\n")))
end

-- Bytes of code in each shared object, by its name.
local function code_bytes(folder)
  local bytes, object = {}, nil
  local text = process.run(("cd %s && size -A *.so"):format(process.quote(folder)))
  for line in text:gmatch("[^\n]+") do
    object = line:match("^(%x+)%.so") or object
    local size = line:match("^%.text%s+(%d+)")
    if size and object then bytes[object] = math.tointeger(size) end
  end
  return bytes
end

--- What of a folder is ready; see build.run.
function build.ready(folder, variants, out_of_time, message)
  local ready, broken, bytes = {}, {}, code_bytes(folder)
  for _, variant in ipairs(variants) do
    if bytes[variant.id] then
      variant.bytes, variant.object = bytes[variant.id], variant.id .. ".so"
      ready[#ready + 1] = variant
    elseif not out_of_time then
      broken[#broken + 1] = variant
    end
  end
  local runner = process.quote(folder .. "/" .. variants[1].id .. ".runner")
  if ready[1] ~= variants[1] or select(2, process.run("test -x " .. runner)) ~= 0 then
    error({ message = ("%s: what is timed %s"):format(folder, out_of_time
      and "was not compiled in time; give a larger --budget"
      or "cannot be compiled: " .. message) }, 0)
  end
  return ready, broken, message
end

return build
